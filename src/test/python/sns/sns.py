# Drives SNS as a program of a user of AWS does, with boto3. Needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
# AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_SNS and FUNCTION_URL, where nobody need listen.
import json
import os
import urllib.request

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError


def client(secret=None, **settings):
    # Older releases know no AWS_ENDPOINT_URL_SNS.
    return boto3.client(
        'sns',
        endpoint_url=os.environ['AWS_ENDPOINT_URL_SNS'],
        aws_secret_access_key=secret,
        aws_access_key_id=secret and os.environ['AWS_ACCESS_KEY_ID'],
        config=Config(**settings),
    )


sns = client()
errors = sns.exceptions


def refused(kind, code, status, call, **parameters):
    try:
        call(**parameters)
    except kind as error:
        assert error.response['Error']['Code'] == code, error.response
        assert error.response['ResponseMetadata']['HTTPStatusCode'] == status, error.response
        assert error.response['ResponseMetadata']['RequestId'].startswith('tx'), error.response
        return
    raise AssertionError(code + ' was not answered')


def ok(step):
    print('ok', step)


topic = sns.create_topic(Name='orders', Attributes={'DisplayName': 'Orders'}, Tags=[{'Key': 'team', 'Value': 'a'}])['TopicArn']
sns.set_topic_attributes(TopicArn=topic, AttributeName='DisplayName', AttributeValue='é')
assert sns.get_topic_attributes(TopicArn=topic)['Attributes']['DisplayName'] == 'é'
sns.tag_resource(ResourceArn=topic, Tags=[{'Key': 'env', 'Value': ''}])
sns.untag_resource(ResourceArn=topic, TagKeys=['team'])
assert sns.list_tags_for_resource(ResourceArn=topic)['Tags'] == [{'Key': 'env', 'Value': ''}]
sns.add_permission(TopicArn=topic, Label='mine', AWSAccountId=['123456789012'], ActionName=['Publish'])
sns.remove_permission(TopicArn=topic, Label='mine')
ok('topics, tags and permissions')

subscription = sns.subscribe(
    TopicArn=topic,
    Protocol='lambda',
    Endpoint=os.environ['FUNCTION_URL'],
    Attributes={'FilterPolicy': '{"kind":["new"]}'},
    ReturnSubscriptionArn=True,
)['SubscriptionArn']
sns.set_subscription_attributes(
    SubscriptionArn=subscription, AttributeName='FilterPolicyScope', AttributeValue='MessageBody'
)
shown = sns.get_subscription_attributes(SubscriptionArn=subscription)['Attributes']
assert shown['FilterPolicyScope'] == 'MessageBody' and shown['PendingConfirmation'] == 'false', shown
ok('subscriptions')

sns.publish(
    TopicArn=topic,
    Message='é 😀\r\n\t',
    Subject='it\'s (a) *test*!',
    MessageAttributes={
        'kind': {'DataType': 'String.Array', 'StringValue': '["new"]'},
        'bytes': {'DataType': 'Binary', 'BinaryValue': b'\x00\xff'},
        'count': {'DataType': 'Number', 'StringValue': '1.5'},
    },
)
sns.publish(TargetArn=topic, Message=json.dumps({'default': 'x', 'lambda': 'y'}), MessageStructure='json')
batch = sns.publish_batch(
    TopicArn=topic,
    PublishBatchRequestEntries=[{'Id': 'good', 'Message': 'm'}, {'Id': 'bad', 'Message': 'm', 'Subject': 'two\nlines'}],
)
assert [entry['Id'] for entry in batch['Successful']] == ['good'], batch
assert batch['Failed'] == [
    {'Id': 'bad', 'Code': 'InvalidParameter', 'Message': 'Invalid parameter: Subject', 'SenderFault': True}
], batch
ok('messages')

for number in range(103):
    sns.create_topic(Name='topic-%d' % number)
pages = [len(page['Topics']) for page in sns.get_paginator('list_topics').paginate()]
assert pages == [100, 4], pages
for operation, parameters in (('list_subscriptions', {}), ('list_subscriptions_by_topic', {'TopicArn': topic})):
    found = sns.get_paginator(operation).paginate(**parameters).search('Subscriptions[].SubscriptionArn')
    assert list(found) == [subscription]
ok('paginators')

absent = topic + '-not'
message = {'TopicArn': topic, 'Message': 'm'}
refused(errors.NotFoundException, 'NotFound', 404, sns.get_topic_attributes, TopicArn=absent)
refused(errors.ResourceNotFoundException, 'ResourceNotFound', 404, sns.list_tags_for_resource, ResourceArn=absent)
refused(errors.InvalidParameterException, 'InvalidParameter', 400, sns.publish, TopicArn=topic, Message='')
refused(errors.InvalidParameterException, 'InvalidParameter', 400, sns.confirm_subscription, TopicArn=topic, Token='x')
refused(
    errors.InvalidParameterValueException,
    'ParameterValueInvalid',
    400,
    sns.publish,
    MessageAttributes={'a': {'DataType': 'Colour', 'StringValue': 'red'}},
    **message,
)
refused(
    errors.TagLimitExceededException,
    'TagLimitExceeded',
    400,
    sns.tag_resource,
    ResourceArn=topic,
    Tags=[{'Key': str(number), 'Value': ''} for number in range(51)],
)


def refused_batch(kind, code, *ids):
    entries = [{'Id': name, 'Message': 'm'} for name in ids]
    refused(kind, code, 400, sns.publish_batch, TopicArn=topic, PublishBatchRequestEntries=entries)


refused_batch(errors.EmptyBatchRequestException, 'EmptyBatchRequest')
refused_batch(errors.TooManyEntriesInBatchRequestException, 'TooManyEntriesInBatchRequest', *map(str, range(11)))
refused_batch(errors.InvalidBatchEntryIdException, 'InvalidBatchEntryId', 'a b')
refused_batch(errors.BatchEntryIdsNotDistinctException, 'BatchEntryIdsNotDistinct', 'a', 'a')
refused(ClientError, 'InvalidAction', 400, sns.get_sms_attributes)
refused(ClientError, 'SignatureDoesNotMatch', 403, client('guessed').list_topics)
refused(ClientError, 'MissingAuthenticationToken', 403, client(signature_version=botocore.UNSIGNED).list_topics)
ok('errors')

# In the header with the body's hash, and in the query.
for version in ('s3v4', 'v4-query'):
    assert client(signature_version=version).publish(**message)['MessageId']
for method in ('GET', 'POST'):
    link = sns.generate_presigned_url('publish', Params=dict(message, Subject='a b+é'), HttpMethod=method)
    with urllib.request.urlopen(urllib.request.Request(link, method=method)) as reply:
        assert b'<MessageId>' in reply.read()
ok('other signatures')

sns.unsubscribe(SubscriptionArn=subscription)
sns.delete_topic(TopicArn=topic)
sns.delete_topic(TopicArn=topic)
print('all done')
