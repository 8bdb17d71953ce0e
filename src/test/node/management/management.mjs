// Drives the management API as a program of a user of Scaleway does, with Scaleway's own SDK. Needs SCW_ACCESS_KEY, SCW_SECRET_KEY,
// SCW_DEFAULT_PROJECT_ID, SCW_DEFAULT_REGION, SCW_API_URL and FOREIGN_PROJECT_ID, which the key does not cover.
import assert from 'node:assert/strict'
import { createClient, Errors } from '@scaleway/sdk-client'
import { Mnqv1beta1 } from '@scaleway/sdk-mnq'

const env = process.env
const client = (settings = {}) =>
  new Mnqv1beta1.SnsAPI(
    createClient({
      accessKey: env.SCW_ACCESS_KEY,
      secretKey: env.SCW_SECRET_KEY,
      defaultProjectId: env.SCW_DEFAULT_PROJECT_ID,
      defaultRegion: env.SCW_DEFAULT_REGION,
      apiURL: env.SCW_API_URL,
      ...settings,
    }),
  )
const sns = client()
const NOWHERE = '00000000-0000-4000-8000-000000000000'

const step = async (name, body) => {
  await body()
  console.log(`ok ${name}`)
}

await step('a project begins disabled', async () => {
  const info = await sns.getSnsInfo()
  assert.equal(info.status, 'disabled')
  assert.equal(info.createdAt, undefined)
  assert.match(info.snsEndpointUrl, /^http/)
})

await step('credentials need an active project', async () => {
  await assert.rejects(sns.createSnsCredentials(), error => {
    assert.ok(error instanceof Errors.PreconditionFailedError, error)
    assert.equal(error.precondition, 'unknown_precondition')
    return true
  })
})

await step('activation enables the project', async () => {
  const info = await sns.activateSns()
  assert.equal(info.status, 'enabled')
  assert.equal(info.projectId, env.SCW_DEFAULT_PROJECT_ID)
  assert.equal(info.region, env.SCW_DEFAULT_REGION)
  assert.ok(info.createdAt instanceof Date)
  assert.equal((await sns.getSnsInfo()).status, 'enabled')
})

await step('a second activation says that it exists', async () => {
  await assert.rejects(sns.activateSns(), error => {
    assert.ok(error instanceof Errors.AlreadyExistsError, error)
    assert.equal(error.resource, 'MnqSNSNamespace')
    assert.equal(error.resourceId, env.SCW_DEFAULT_PROJECT_ID)
    assert.equal(error.helpMessage, 'SNS is already enabled on this project')
    return true
  })
})

const made = []
await step('credentials are made with their secret', async () => {
  const named = await sns.createSnsCredentials({ name: 'from the SDK', permissions: { canPublish: true } })
  assert.match(named.accessKey, /^[A-Za-z0-9]{20}$/)
  assert.match(named.secretKey, /^[A-Za-z0-9]{64}$/)
  assert.match(named.secretChecksum, /^[0-9a-f]{40}$/)
  assert.deepEqual(named.permissions, { canPublish: true, canReceive: false, canManage: false })
  const other = await sns.createSnsCredentials()
  assert.match(other.name, /^mnq_sns/) // the SDK makes names of its own
  made.push(named, other)
})

await step('credentials are read without their secret', async () => {
  const [named] = made
  const read = await sns.getSnsCredentials({ snsCredentialsId: named.id })
  assert.equal(read.secretKey, '')
  assert.equal(read.name, 'from the SDK')
  assert.equal(read.accessKey, named.accessKey)
  assert.equal(read.secretChecksum, named.secretChecksum)
})

await step('credentials are listed over pages', async () => {
  const all = await sns.listSnsCredentials({ pageSize: 1, orderBy: 'name_desc' }).all()
  assert.deepEqual(all.map(({ id }) => id), made.map(({ id }) => id).reverse())
  const page = await sns.listSnsCredentials({ projectId: env.SCW_DEFAULT_PROJECT_ID })
  assert.equal(page.totalCount, 2)
})

await step('a change leaves alone what it does not name', async () => {
  const snsCredentialsId = made[0].id
  const renamed = await sns.updateSnsCredentials({ snsCredentialsId, name: 'renamed' })
  assert.equal(renamed.name, 'renamed')
  assert.deepEqual(renamed.permissions, { canPublish: true, canReceive: false, canManage: false })
  const widened = await sns.updateSnsCredentials({ snsCredentialsId, permissions: { canManage: true } })
  assert.equal(widened.name, 'renamed')
  assert.deepEqual(widened.permissions, { canPublish: true, canReceive: false, canManage: true })
})

await step('what is wrong has the type of its error', async () => {
  await assert.rejects(sns.getSnsCredentials({ snsCredentialsId: NOWHERE }), error => {
    assert.ok(error instanceof Errors.ResourceNotFoundError, error)
    assert.equal(error.resource, 'credentials')
    return true
  })
  await assert.rejects(sns.listSnsCredentials({ pageSize: 1000 }), error => {
    assert.ok(error instanceof Errors.InvalidArgumentsError, error)
    assert.deepEqual(error.details.map(detail => [detail.argumentName, detail.reason]), [['page_size', 'constraint']])
    return true
  })
  await assert.rejects(client({ secretKey: NOWHERE }).getSnsInfo(), error => {
    assert.ok(error instanceof Errors.DeniedAuthenticationError, error)
    assert.equal(error.reason, 'not_found')
    return true
  })
  await assert.rejects(sns.activateSns({ projectId: env.FOREIGN_PROJECT_ID }), error => {
    assert.ok(error instanceof Errors.PermissionsDeniedError, error)
    assert.deepEqual(error.list, [{ resource: 'sns', action: 'write' }])
    return true
  })
})

await step('credentials are deleted', async () => {
  const snsCredentialsId = made[1].id
  await sns.deleteSnsCredentials({ snsCredentialsId })
  await assert.rejects(sns.deleteSnsCredentials({ snsCredentialsId }), Errors.ResourceNotFoundError)
})

await step('deactivation deletes everything', async () => {
  const info = await sns.deactivateSns()
  assert.equal(info.status, 'disabled')
  assert.equal(info.createdAt, undefined)
  assert.equal((await sns.listSnsCredentials()).totalCount, 0)
  await assert.rejects(sns.deactivateSns(), error => {
    assert.ok(error instanceof Errors.ResourceNotFoundError, error)
    assert.equal(error.resource, 'MnqSNSNamespace')
    return true
  })
})

console.log('all done')
