// @langchain/google-genai (npm), unmodified. Prints one line per call that went well.
import {createRequire} from 'node:module';

const require = createRequire(process.env.PITCHPIPE_NODE_MODULES + '/');
const {ChatGoogleGenerativeAI} = require('@langchain/google-genai');
const said = (what, value = '') => console.log('ok', what, JSON.stringify(value));

const chat = new ChatGoogleGenerativeAI({
  model: process.env.PITCHPIPE_READY,
  apiKey: process.env.PITCHPIPE_KEY,
  baseUrl: process.env.PITCHPIPE_URL,
  temperature: 0,
  maxOutputTokens: 8,
  maxRetries: 0,
});
said('invoke', (await chat.invoke('5')).content);
let streamed = '';
for await (const chunk of await chat.stream('5')) streamed += chunk.content;
said('stream', streamed);
said('invoke of a chat', (await chat.invoke([['system', 'Count.'], ['human', '5'], ['ai', '6'], ['human', '7']])).content);
