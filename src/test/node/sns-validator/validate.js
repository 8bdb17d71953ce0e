// node validate.js FILE...: has AWS's validator check the message in each file, as a receiver would, and prints a line for
// each: valid, or why not. The certificate is fetched over HTTPS, from localhost in place of AWS.
'use strict';

const fs = require('fs');
const MessageValidator = require('sns-validator');

const validator = new MessageValidator(/^localhost:[0-9]+$/);

function check(files) {
    if (files.length === 0) {
        return;
    }
    validator.validate(fs.readFileSync(files[0], 'utf8'), error => {
        console.log(error ? error.message : 'valid');
        check(files.slice(1));
    });
}

check(process.argv.slice(2));
