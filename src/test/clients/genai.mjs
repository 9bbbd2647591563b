// @google/genai (npm), unmodified, in the version that PITCHPIPE_NODE_MODULES has: what it can do with tuned models. 1.25.0 still sends training data, 3.x calls
// under /v1 and cancels by the model's name. Prints one line per call that went well.
import assert from 'node:assert';
import {createRequire} from 'node:module';

const require = createRequire(process.env.PITCHPIPE_NODE_MODULES + '/');
const {GoogleGenAI} = require('@google/genai');

const url = process.env.PITCHPIPE_URL;
const key = process.env.PITCHPIPE_KEY;
const base = 'models/pitchpipe-demo';
const ai = new GoogleGenAI({apiKey: key, httpOptions: {baseUrl: url}});
const said = (what, value = '') => console.log('ok', what, value);
const examples = Array.from({length: 20}, (_, n) => ({textInput: String(n + 1), output: String(n + 2)}));
const sleep = ms => new Promise(done => setTimeout(done, ms));

const bases = [];
for await (const model of await ai.models.list({config: {queryBase: true}})) bases.push(model.name);
assert(bases.includes(base), String(bases));
said('models.list', bases.length);
assert.equal((await ai.models.get({model: base})).name, base);
said('models.get');

// The newest versions have dropped the training data from what they send, so there a plain request makes the model.
async function tune(name, epochCount, batchSize) {
  if (process.env.PITCHPIPE_TUNES === 'yes') {
    const job = await ai.tunings.tune({baseModel: base, trainingDataset: {examples}, config: {tunedModelDisplayName: name, epochCount, batchSize}});
    return job.tunedModel?.model ?? job.name.replace(/\/operations\/.*/, '');
  }
  const created = await (await fetch(`${url}/v1beta/tunedModels?key=${key}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({displayName: name, baseModel: base, tuningTask: {hyperparameters: {epochCount, batchSize}, trainingData: {examples: {examples}}}}),
  })).json();
  return created.metadata.tunedModel;
}

const name = await tune('js genai', 2, 4);
if (process.env.PITCHPIPE_TUNES === 'yes') said('tunings.tune', name);
let job = await ai.tunings.get({name});
for (let polls = 0; job.state === 'JOB_STATE_RUNNING' && polls < 240; polls++) {
  await sleep(500);
  job = await ai.tunings.get({name});
}
assert.equal(job.state, 'JOB_STATE_SUCCEEDED');
said('tunings.get, polled to the end', job.state);
if (process.env.PITCHPIPE_TUNES === 'yes') {
  // 3.x offers this list for another service only.
  const jobs = [];
  for await (const one of await ai.tunings.list({config: {pageSize: 1}})) jobs.push(one.name);
  assert(jobs.includes(name), String(jobs));
  said('tunings.list, by pages of one', jobs.length);
}
const updated = await ai.models.update({model: name, config: {displayName: 'renamed', description: 'by genai'}});
assert.equal(updated.displayName, 'renamed');
said('models.update');

const config = {temperature: 0, maxOutputTokens: 8};
const answer = await ai.models.generateContent({model: name, contents: '5', config});
said('models.generateContent', JSON.stringify(answer.text));
let streamed = '';
for await (const chunk of await ai.models.generateContentStream({model: name, contents: '5', config})) streamed += chunk.text ?? '';
assert.equal(streamed, answer.text);
said('models.generateContentStream', JSON.stringify(streamed));
assert((await ai.models.countTokens({model: name, contents: 'hello'})).totalTokens > 0);
said('models.countTokens');

const slow = await tune('js cancelled', 500, 1);
if (ai.tunings.cancel) {
  await ai.tunings.cancel({name: slow});
  said('tunings.cancel');
} else {
  await fetch(`${url}/v1beta/${slow}:cancel?key=${key}`, {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}});
}
job = await ai.tunings.get({name: slow});
for (let polls = 0; job.state === 'JOB_STATE_RUNNING' && polls < 240; polls++) {
  await sleep(500);
  job = await ai.tunings.get({name: slow});
}
assert.notEqual(job.state, 'JOB_STATE_RUNNING');
said('tunings.get of a cancelled one', job.state);
for (const model of [slow, name]) await ai.models.delete({model});
await assert.rejects(ai.models.get({model: name}), /does not exist/);
said('models.delete');
