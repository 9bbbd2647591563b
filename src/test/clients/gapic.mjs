// @google-ai/generativelanguage (npm), unmodified, in its REST fallback: one whole life of a tuned model. Prints one line per call that went well.
import assert from 'node:assert';
import {createRequire} from 'node:module';

const require = createRequire(process.env.PITCHPIPE_NODE_MODULES + '/');
const {v1beta, v1beta3} = require('@google-ai/generativelanguage');

const url = new URL(process.env.PITCHPIPE_URL);
const email = process.env.PITCHPIPE_OTHER_EMAIL;
const base = 'models/pitchpipe-demo';
const options = {fallback: true, protocol: 'http', apiEndpoint: url.hostname, port: Number(url.port), apiKey: process.env.PITCHPIPE_KEY};
const said = (what, value = '') => console.log('ok', what, value);
const examples = Array.from({length: 20}, (_, n) => ({textInput: String(n + 1), output: String(n + 2)}));

const models = new v1beta.ModelServiceClient(options);
const prompts = new v1beta.GenerativeServiceClient(options);
const permissions = new v1beta.PermissionServiceClient(options);
const texts = new v1beta3.TextServiceClient(options);

const [bases] = await models.listModels({});
assert(bases.some(model => model.name === base));
said('models.list', bases.length);
assert.equal((await models.getModel({name: base}))[0].name, base);
said('models.get');

const wish = (id, epochCount, batchSize) => ({
  tunedModelId: id,
  tunedModel: {displayName: 'gapic', baseModel: base, tuningTask: {hyperparameters: {epochCount, batchSize}, trainingData: {examples: {examples}}}},
});
const [operation] = await models.createTunedModel(wish('gapic', 2, 4));
said('tunedModels.create', operation.name);
const [tuned] = await operation.promise();
assert(['ACTIVE', 2].includes(tuned.state), String(tuned.state));
said('operations.get, polled to the end', tuned.tuningTask.snapshots.length);
assert.equal((await models.getTunedModel({name: tuned.name}))[0].tuningTask.hyperparameters.batchSize, 4);
said('tunedModels.get');
const [listed] = await models.listTunedModels({pageSize: 1, filter: 'owner:me'});
assert(listed.some(one => one.name === tuned.name));
said('tunedModels.list, filtered, by pages of one', listed.length);
await models.updateTunedModel({tunedModel: {name: tuned.name, displayName: 'renamed'}, updateMask: {paths: ['display_name']}});
assert.equal((await models.getTunedModel({name: tuned.name}))[0].displayName, 'renamed');
said('tunedModels.patch');

const contents = [{role: 'user', parts: [{text: '5'}]}];
const generationConfig = {temperature: 0, maxOutputTokens: 8};
const [answer] = await prompts.generateContent({model: tuned.name, contents, generationConfig, safetySettings: [{category: 7, threshold: 4}]});
const text = answer.candidates[0].content.parts[0].text;
assert.equal(answer.candidates[0].finishReason !== undefined, true);
said('tunedModels.generateContent', JSON.stringify(text));
let streamed = '';
for await (const chunk of prompts.streamGenerateContent({model: tuned.name, contents, generationConfig})) {
  streamed += chunk.candidates[0].content.parts.map(part => part.text).join('');
}
assert.equal(streamed, text);
said('tunedModels.streamGenerateContent', JSON.stringify(streamed));
assert((await prompts.countTokens({model: base, contents}))[0].totalTokens > 0);
said('models.countTokens');
const [palm] = await texts.generateText({model: tuned.name, prompt: {text: '5'}, temperature: 0, candidateCount: 2});
assert.equal(palm.candidates.length, 2);
said('tunedModels.generateText (v1beta3)', JSON.stringify(palm.candidates[0].output));

const [granted] = await permissions.createPermission({parent: tuned.name, permission: {granteeType: 'USER', emailAddress: email, role: 'READER'}});
said('permissions.create', granted.name);
await permissions.createPermission({parent: tuned.name, permission: {granteeType: 'EVERYONE', role: 'READER'}});
const [patched] = await permissions.updatePermission({permission: {name: granted.name, role: 'WRITER'}, updateMask: {paths: ['role']}});
assert(['WRITER', 2].includes(patched.role), String(patched.role));
said('permissions.patch');
assert.equal((await permissions.getPermission({name: granted.name}))[0].role, patched.role);
said('permissions.get');
assert.equal((await permissions.listPermissions({parent: tuned.name, pageSize: 2}))[0].length, 3);
said('permissions.list, by pages of two');
await permissions.deletePermission({name: tuned.name + '/permissions/everyone'});
said('permissions.delete');

const [slow] = await models.createTunedModel(wish('gapic-cancelled', 500, 1));
await fetch(`${url.origin}/v1beta/${slow.name}:cancel?key=${process.env.PITCHPIPE_KEY}`, {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}});
await assert.rejects(slow.promise());
said('operations.get of a cancelled one rejects');
await models.deleteTunedModel({name: 'tunedModels/gapic-cancelled'});
said('tunedModels.delete');

await permissions.transferOwnership({name: tuned.name, emailAddress: email});
await assert.rejects(models.deleteTunedModel({name: tuned.name}), /permission/);
said('tunedModels.transferOwnership; what is given away is refused to be deleted');
process.exit(0);
