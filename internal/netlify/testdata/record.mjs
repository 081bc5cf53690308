// Records what the host's own readers make of the corpus beside this file.
//
//   npm install --no-save @netlify/headers-parser@10.1.1 @netlify/redirect-parser@16.1.1
//   node record.mjs [folder that holds node_modules]
//
// Each case is a txtar file: the "rules" and "errors" parts are rewritten.
// match.txtar holds patterns and paths; its "matches" part is rewritten.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const modules = path.resolve(process.argv[2] ?? here, 'node_modules')
const load = (name) => import(pathToFileURL(path.join(modules, name, 'lib/index.js')).href)
const { parseAllHeaders } = await load('@netlify/headers-parser')
const { parseAllRedirects } = await load('@netlify/redirect-parser')

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'record-'))

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

// The corpus writes what an editor would not show as \r, \t and \uXXXX.
const unescape = (s) => s.replace(/\\(r|t|\\|u[0-9A-Fa-f]{4})/g, (_, e) => (e === 'r' ? '\r' : e === 't' ? '\t' : e === '\\' ? '\\' : String.fromCharCode(parseInt(e.slice(1), 16))))
const escape = (s) => s.replace(/[\\\r\t\u00a0\u0085\ufeff\u2028\u2029\u3000]/g, (c) => (c === '\\' ? '\\\\' : c === '\r' ? '\\r' : c === '\t' ? '\\t' : '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))

async function parse(reader, option, key, text) {
  const file = path.join(scratch, 'file')
  fs.writeFileSync(file, text)
  const result = await reader({ [option]: [file], minimal: false })
  return { rules: result[key], errors: result.errors }
}

const headerRule = (r) => `${escape(r.for)}\n` + Object.entries(r.values).map(([k, v]) => `  ${escape(k)}: ${escape(v)}\n`).join('')

const pairs = (o) => Object.entries(o ?? {}).filter(([, v]) => v !== undefined).map(([k, v]) => `${k}=${v}`).sort().join('&')

const redirectRule = (r) => [['from', r.from], ['query', pairs(r.query)], ['to', r.to], ['status', r.status === undefined ? '301' : String(r.status)], ['force', r.force ? 'yes' : ''],
    ['conditions', pairs(r.conditions)], ['signed', r.signed ?? ''], ['scheme', r.scheme ?? ''], ['host', r.host ?? ''], ['path', r.path === r.from ? '' : r.path]]
    .filter(([, v]) => v).map(([k, v]) => `${k}: ${escape(v)}`).join(' | ') + '\n'

for (const [folder, input, run, print] of [
  ['headers', '_headers', (t) => parse(parseAllHeaders, 'headersFiles', 'headers', t), headerRule],
  ['redirects', '_redirects', (t) => parse(parseAllRedirects, 'redirectsFiles', 'redirects', t), redirectRule],
]) {
  for (const name of fs.readdirSync(path.join(here, folder)).filter((n) => n.endsWith('.txtar')).sort()) {
    const file = path.join(here, folder, name)
    const parts = readArchive(file)
    const { rules, errors } = await run(unescape(parts.find((p) => p.name === input).data))
    setPart(parts, 'rules', rules.map(print).join(''), input)
    setPart(parts, 'errors', `${errors.length}\n`, 'rules')
    writeArchive(file, parts)
  }
}

const file = path.join(here, 'match.txtar')
const parts = readArchive(file)
const lines = (name) => parts.find((p) => p.name === name).data.split('\n').filter(Boolean)
let rows = ''
for (const pattern of lines('patterns')) {
  const { rules } = await parse(parseAllHeaders, 'headersFiles', 'headers', `${pattern}\nA: b\n`)
  rows += lines('paths').map((p) => (rules[0].forRegExp.test(p) ? '1' : '.')).join('') + '\n'
}
setPart(parts, 'matches', rows, 'paths')
writeArchive(file, parts)
fs.rmSync(scratch, { recursive: true })
