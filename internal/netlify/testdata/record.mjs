// Records what the host's own readers make of the corpus beside this file.
//
//   node record.mjs [folder that holds node_modules, see host.mjs]
//
// Each case is a txtar file: the "rules" and "errors" parts are rewritten.
// match.txtar holds patterns and paths; its "matches" part is rewritten.
import fs from 'node:fs'
import path from 'node:path'
import { here, host, unescape } from './host.mjs'

const readers = await host(process.argv[2] ?? here)

function readArchive(file) {
  const parts = [{ name: '', data: '' }]
  for (const line of fs.readFileSync(file, 'utf8').split(/(?<=\n)/)) {
    const marker = /^-- (.+) --\n$/.exec(line)
    if (marker) parts.push({ name: marker[1], data: '' })
    else parts.at(-1).data += line
  }
  return parts
}

function writeArchive(file, parts) {
  fs.writeFileSync(file, parts.map((p) => (p.name ? `-- ${p.name} --\n` : '') + p.data).join(''))
}

function setPart(parts, name, data, after) {
  const part = parts.find((p) => p.name === name)
  if (part) part.data = data
  else parts.splice(parts.findIndex((p) => p.name === after) + 1, 0, { name, data })
}

for (const folder of ['headers', 'redirects']) {
  for (const name of fs.readdirSync(path.join(here, folder)).filter((n) => n.endsWith('.txtar')).sort()) {
    const file = path.join(here, folder, name)
    const parts = readArchive(file)
    const input = `_${folder}`
    const { text, errors } = await readers[folder](unescape(parts.find((p) => p.name === input).data))
    setPart(parts, 'rules', text, input)
    setPart(parts, 'errors', `${errors}\n`, 'rules')
    writeArchive(file, parts)
  }
}

const file = path.join(here, 'match.txtar')
const parts = readArchive(file)
const lines = (name) => parts.find((p) => p.name === name).data.split('\n').filter(Boolean)
let rows = ''
for (const pattern of lines('patterns')) {
  const { rules } = await readers.headers(`${pattern}\nA: b\n`)
  rows += lines('paths').map((p) => (rules[0].forRegExp.test(p) ? '1' : '.')).join('') + '\n'
}
setPart(parts, 'matches', rows, 'paths')
writeArchive(file, parts)
