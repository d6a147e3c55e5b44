import { parseArgs } from 'node:util';
import { SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN } from './seed.ts';
import { startSandbox } from './server.ts';

/** `npx tsx sandbox/main.ts [--port N] [--limits]`: only the two services, for looking around. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '8443' }, limits: { type: 'boolean', default: false } } });
const sandbox = await startSandbox({ port: Number(values.port), limits: values.limits });

process.stdout.write(`The sandbox is running. Everything in it is made up and stays on this machine.

  Look at it     ${sandbox.url}  (the browser warns about the home-made certificate)
  Notion token   ${SAMPLE_NOTION_TOKEN}
  Trello key     ${SAMPLE_TRELLO_KEY}
  Trello token   ${SAMPLE_TRELLO_TOKEN}

A Chromium started with these arguments takes it for the real Notion and Trello:
${sandbox.chromiumArgs.map((argument) => `  '${argument}'`).join('\n')}

Ctrl+C ends it.
`);
