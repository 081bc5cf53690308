// Answers what the host's own readers make of files, for TestHostsReaders: one
// line of JSON in, {kind, text}, one line out, {text, errors}.
//
//   node answer.mjs [folder that holds node_modules, see host.mjs]
import { createInterface } from 'node:readline'
import { here, host } from './host.mjs'

const readers = await host(process.argv[2] ?? here)
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { kind, text: src } = JSON.parse(line)
  const { text, errors } = await readers[kind](src)
  process.stdout.write(JSON.stringify({ text, errors }) + '\n')
}
