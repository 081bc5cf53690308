// The host's own readers, and how the corpus and the tests write what they
// read. record.mjs and answer.mjs use it; neither is needed to run the tests.
//
//   npm install --no-save @netlify/headers-parser@10.1.1 @netlify/redirect-parser@16.1.1
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

export const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)

// host loads the readers from a folder that holds node_modules.
export async function host(folder) {
  const modules = path.resolve(folder, 'node_modules')
  const load = (name) => import(pathToFileURL(path.join(modules, name, 'lib/index.js')).href)
  const { parseAllHeaders } = await load('@netlify/headers-parser')
  const { parseAllRedirects } = await load('@netlify/redirect-parser')
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'readers-'))
  process.on('exit', () => fs.rmSync(scratch, { recursive: true }))
  const file = path.join(scratch, 'file')
  return {
    async headers(text) {
      fs.writeFileSync(file, text)
      const { headers, errors } = await parseAllHeaders({ headersFiles: [file], minimal: false })
      return { rules: headers, text: headers.map(headerRule).join(''), errors: errors.length }
    },
    async redirects(text) {
      fs.writeFileSync(file, text)
      const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], minimal: false })
      return { rules: redirects, text: redirects.map(redirectRule).join(''), errors: errors.length }
    },
  }
}

// The corpus writes what an editor would not show as \r, \t and \uXXXX.
export const unescape = (s) => s.replace(/\\(r|t|\\|u[0-9A-Fa-f]{4})/g, (_, e) => (e === 'r' ? '\r' : e === 't' ? '\t' : e === '\\' ? '\\' : String.fromCharCode(parseInt(e.slice(1), 16))))
const escape = (s) => s.replace(/[\\\r\t\u00a0\u0085\ufeff\u2028\u2029\u3000]/g, (c) => (c === '\\' ? '\\\\' : c === '\r' ? '\\r' : c === '\t' ? '\\t' : '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))

const headerRule = (r) => `${escape(r.for)}\n` + Object.entries(r.values).map(([k, v]) => `  ${escape(k)}: ${escape(v)}\n`).join('')

const pairs = (o) => Object.entries(o ?? {}).filter(([, v]) => v !== undefined).map(([k, v]) => `${k}=${v}`).sort().join('&')

const redirectRule = (r) => [['from', r.from], ['query', pairs(r.query)], ['to', r.to], ['status', r.status === undefined ? '301' : String(r.status)], ['force', r.force ? 'yes' : ''],
    ['conditions', pairs(r.conditions)], ['signed', r.signed ?? ''], ['scheme', r.scheme ?? ''], ['host', r.host ?? ''], ['path', r.path === r.from ? '' : r.path]]
    .filter(([, v]) => v).map(([k, v]) => `${k}: ${escape(v)}`).join(' | ') + '\n'
