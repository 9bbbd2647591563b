// Genkit (npm), unmodified, with its Google plugin. Prints one line per call that went well.
import {createRequire} from 'node:module';

const require = createRequire(process.env.PITCHPIPE_NODE_MODULES + '/');
const {genkit} = require('genkit');
const {googleAI} = require('@genkit-ai/google-genai');
const said = (what, value = '') => console.log('ok', what, JSON.stringify(value));

const ai = genkit({plugins: [googleAI({apiKey: process.env.PITCHPIPE_KEY, baseUrl: process.env.PITCHPIPE_URL})]});
const ask = {model: googleAI.model(process.env.PITCHPIPE_READY), config: {temperature: 0, maxOutputTokens: 8}};
said('generate', (await ai.generate({...ask, prompt: '5'})).text);
const {stream, response} = ai.generateStream({...ask, prompt: '5'});
let streamed = '';
for await (const chunk of stream) streamed += chunk.text;
await response;
said('generateStream', streamed);
const messages = [{role: 'user', content: [{text: '5'}]}, {role: 'model', content: [{text: '6'}]}];
said('generate of a chat', (await ai.generate({...ask, system: 'Count.', messages, prompt: '7'})).text);
process.exit(0);
