// Drives SNS as a program of a user of AWS does, with AWS's own SDK. Needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, SNS_REGION, SNS_URL and
// WEBHOOK_URL, where somebody listens who confirms.
import assert from 'node:assert/strict'
import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  InvalidParameterValueException,
  ListTagsForResourceCommand,
  NotFoundException,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  PublishBatchCommand,
  PublishCommand,
  ResourceNotFoundException,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SNSServiceException,
  SubscribeCommand,
  TagLimitExceededException,
  TagResourceCommand,
  TooManyEntriesInBatchRequestException,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns'
import { AwsClient } from 'aws4fetch'

const env = process.env
const client = (settings = {}) =>
  new SNSClient({ endpoint: env.SNS_URL, region: env.SNS_REGION, maxAttempts: 1, ...settings })
const sns = client()

const step = async (name, body) => {
  await body()
  console.log(`ok ${name}`)
}
const all = async pages => {
  const found = []
  for await (const page of pages) found.push(page)
  return found
}

let topic

await step('a topic is made once for the same attributes and tags', async () => {
  const wanted = {
    Name: 'orders',
    Attributes: { DisplayName: 'Orders', TracingConfig: 'Active' },
    Tags: [{ Key: 'team', Value: 'blue' }],
  }
  const made = await sns.send(new CreateTopicCommand(wanted))
  topic = made.TopicArn
  assert.match(topic, /^arn:scw:sns:[a-z-]+:project-[0-9a-f-]+:orders$/)
  assert.match(made.$metadata.requestId, /^tx/)
  assert.equal((await sns.send(new CreateTopicCommand(wanted))).TopicArn, topic)
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topic }))
  assert.equal(Attributes.DisplayName, 'Orders')
  assert.equal(Attributes.TracingConfig, 'Active')
})

await step('tags are added, listed and removed', async () => {
  await sns.send(new TagResourceCommand({ ResourceArn: topic, Tags: [{ Key: 'env', Value: 'prod' }] }))
  await sns.send(new UntagResourceCommand({ ResourceArn: topic, TagKeys: ['team'] }))
  const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: topic }))
  assert.deepEqual(Tags, [{ Key: 'env', Value: 'prod' }])
})

await step('a permission shows in the policy', async () => {
  await sns.send(
    new AddPermissionCommand({ TopicArn: topic, Label: 'mine', AWSAccountId: ['123456789012'], ActionName: ['Publish'] }),
  )
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topic }))
  assert.equal(JSON.parse(Attributes.Policy).Statement[1].Sid, 'mine')
})

await step('a web endpoint is subscribed with a delivery policy', async () => {
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn: topic, Protocol: 'http', Endpoint: env.WEBHOOK_URL, ReturnSubscriptionArn: true }),
  )
  await sns.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn,
      AttributeName: 'DeliveryPolicy',
      AttributeValue: JSON.stringify({ healthyRetryPolicy: { numRetries: 5 } }),
    }),
  )
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))
  assert.equal(Attributes.PendingConfirmation, 'true')
  assert.equal(JSON.parse(Attributes.EffectiveDeliveryPolicy).healthyRetryPolicy.numRetries, 5)
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }))
})

await step('a message is published with attributes', async () => {
  const { MessageId } = await sns.send(
    new PublishCommand({
      TopicArn: topic,
      Subject: 'Hello',
      Message: 'é 😀',
      MessageAttributes: {
        colour: { DataType: 'String', StringValue: 'red' },
        blob: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 2]) },
      },
    }),
  )
  assert.match(MessageId, /^[0-9a-f-]{36}$/)
})

await step('a batch says of each entry what became of it', async () => {
  const { Successful, Failed } = await sns.send(
    new PublishBatchCommand({
      TopicArn: topic,
      PublishBatchRequestEntries: [
        { Id: 'good', Message: 'm' },
        { Id: 'bad', Message: 'm', Subject: 'two\nlines' },
      ],
    }),
  )
  assert.deepEqual(Successful.map(entry => entry.Id), ['good'])
  assert.deepEqual(Failed, [
    { Id: 'bad', Code: 'InvalidParameter', Message: 'Invalid parameter: Subject', SenderFault: true },
  ])
})

await step('paginators go through everything', async () => {
  const names = Array.from({ length: 130 }, (_, i) => `topic-${i}`)
  await Promise.all(names.map(Name => sns.send(new CreateTopicCommand({ Name }))))
  const pages = await all(paginateListTopics({ client: sns }, {}))
  assert.deepEqual(pages.map(page => page.Topics.length), [100, 31])
  for (let i = 0; i < 3; i++) {
    await sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: 'lambda', Endpoint: `${env.WEBHOOK_URL}/${i}` }))
  }
  const subscriptions = await all(paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topic }))
  assert.equal(subscriptions[0].Subscriptions.length, 3)
})

await step('errors are the classes of the SDK', async () => {
  const absent = `${topic}-not`
  const rejects = async (command, type, status, message) =>
    assert.rejects(sns.send(command), error => {
      assert.ok(error instanceof type, error)
      assert.equal(error.$metadata.httpStatusCode, status)
      assert.match(error.message, message)
      return true
    })
  await rejects(new GetTopicAttributesCommand({ TopicArn: absent }), NotFoundException, 404, /Topic does not exist/)
  await rejects(new ListTagsForResourceCommand({ ResourceArn: absent }), ResourceNotFoundException, 404, /does not exist/)
  await rejects(new PublishCommand({ TopicArn: topic, Message: '' }), InvalidParameterException, 400, /Empty message/)
  await rejects(
    new PublishCommand({ TopicArn: topic, Message: 'm', MessageAttributes: { a: { DataType: 'Colour', StringValue: 'x' } } }),
    InvalidParameterValueException,
    400,
    /invalid message attribute type/,
  )
  await rejects(
    new PublishBatchCommand({
      TopicArn: topic,
      PublishBatchRequestEntries: Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, Message: 'm' })),
    }),
    TooManyEntriesInBatchRequestException,
    400,
    /more entries than permissible/,
  )
  await rejects(
    new TagResourceCommand({
      ResourceArn: topic,
      Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' })),
    }),
    TagLimitExceededException,
    400,
    /tag quota/,
  )
})

await step('a stranger is refused by name', async () => {
  const stranger = client({ credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: 'guessed' } })
  await assert.rejects(stranger.send(new DeleteTopicCommand({ TopicArn: topic })), error => {
    assert.ok(error instanceof SNSServiceException, error)
    assert.equal(error.name, 'SignatureDoesNotMatch')
    assert.equal(error.$metadata.httpStatusCode, 403)
    return true
  })
})

await step('a small client signs in the query and names no validity', async () => {
  const small = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    service: 'sns',
    region: env.SNS_REGION,
    retries: 0,
  })
  // Whatever is found wrong with it, its signature is not.
  const call = new URLSearchParams({ Action: 'Publish', TopicArn: `${topic}-not`, Message: "a b+é*'()!" })
  const signed = await small.sign(`${env.SNS_URL}?${call}`, { aws: { signQuery: true } })
  assert.doesNotMatch(signed.url, /X-Amz-Expires/)
  assert.equal((await fetch(signed)).status, 404)
  const posted = await small.fetch(env.SNS_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: call.toString(),
  })
  assert.equal(posted.status, 404)
})

await step('a clock that is off is set by the answer', async () => {
  const { now } = Date
  Date.now = () => now() - 3_600_000
  try {
    const late = client({ maxAttempts: 2 })
    const { $metadata } = await late.send(new GetTopicAttributesCommand({ TopicArn: topic }))
    assert.equal($metadata.attempts, 2)
    assert.ok(Math.abs(late.config.systemClockOffset - 3_600_000) < 60_000)
  } finally {
    Date.now = now
  }
})

await step('deleting is idempotent', async () => {
  await sns.send(new DeleteTopicCommand({ TopicArn: topic }))
  await sns.send(new DeleteTopicCommand({ TopicArn: topic }))
})

console.log('all done')
