// @ai-sdk/google with Vercel's ai (npm), unmodified. Prints one line per call that went well.
import {createRequire} from 'node:module';

const require = createRequire(process.env.PITCHPIPE_NODE_MODULES + '/');
const {createGoogleGenerativeAI} = require('@ai-sdk/google');
const {generateText, streamText} = require('ai');
const said = (what, value = '') => console.log('ok', what, JSON.stringify(value));

const google = createGoogleGenerativeAI({baseURL: process.env.PITCHPIPE_URL + '/v1beta', apiKey: process.env.PITCHPIPE_KEY});
const ask = {model: google(process.env.PITCHPIPE_READY), temperature: 0, maxOutputTokens: 8, maxRetries: 0};
said('generateText', (await generateText({...ask, prompt: '5'})).text);
let streamed = '';
const stream = streamText({...ask, prompt: '5', onError: ({error}) => { throw error; }});
for await (const piece of stream.textStream) streamed += piece;
said('streamText', streamed);
const chat = [{role: 'user', content: '5'}, {role: 'assistant', content: '6'}, {role: 'user', content: '7'}];
said('generateText of a chat', (await generateText({...ask, system: 'Count.', messages: chat})).text);
