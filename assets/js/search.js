// Search for readers. It turns the link to the page of the search into a dialog.
// Without it, that page is an index by letter.
//
// Nothing is loaded before the dialog opens. What is typed decides nothing that
// is loaded, so that nobody can tell from requests what a reader looks for. The
// files are written by internal/write/search, which describes them.

const keyOff = 'search-key-off' // kept in the browser where a reader switches the key off

// fold makes equal what a search takes for equal: letters without case and
// accents, ligatures in their letters; anything else is one space.
const fold = (text) => text.replace(/[\u00ad\u200b\u2060]/g, '').normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase()
  .replace(/[œæßøłđς]/g, (c) => ({ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ς: 'σ' })[c])
  .replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

// parse reads what is typed: words, and "words that stand together".
const parse = (typed) => [...typed.matchAll(/["“«„]([^"”»“]+)["”»“]?|[^\s"“«„]+/g)].map((m) => fold(m[1] ?? m[0])).filter(Boolean)

// Scripts without spaces between words are searched at any place.
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/
const has = (folded, term) => folded.includes(unspaced.test(term) ? term : ' ' + term)

// ranges finds the words of a text that match: [from, to] each, in order.
const ranges = (text, terms) => {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}\u00ad\u200b\u2060]+/gu)].map((m) => [m.index, m.index + m[0].length, fold(m[0])])
  const found = []
  for (let i = 0; i < words.length; i++) {
    for (const term of terms) {
      const parts = term.split(' ')
      const last = parts.length - 1
      if (parts.every((part, k) => words[i + k] && (k < last ? words[i + k][2] === part : has(' ' + words[i + k][2], part)))) {
        found.push([words[i][0], words[i + last][1]])
        break
      }
    }
  }
  return found.filter((r, i) => !i || r[0] >= found[i - 1][1])
}

let index, groups, failed, opener, dialog, input, status, results, ask, note
let loaded = 0 // parts of the texts
let open = '' // kind of the group that shows all it has
let again = false // the index was loaded once more

const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const key in attributes) element.setAttribute(key, attributes[key])
  element.append(...children)
  return element
}

const link = () => document.querySelector('a.to-search')

// add takes an entry into a group, ready to be searched.
const add = (group, entry) => {
  entry.own = ' ' + [entry.text, entry.label, entry.isPart ? '' : entry.title].map((s) => fold(s ?? '')).join(' | ') // no words stand together across these
  entry.head = ' ' + fold(entry.title)
  group.entries.push(entry)
}

const read = async (url) => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(url)
  return answer.json()
}

const load = async () => {
  index = await read(new URL('index.json', link().href))
  loaded = 0
  groups = index.groups.map(({ kind, title, entries }) => {
    const group = { kind, title, entries: [] }
    for (const entry of entries) add(group, entry)
    return group
  })
  if (!note.textContent) explain()
  show()
  if (index.ask) ask.hidden = !index.texts.length
  else await loadTexts()
}

// explain fills what stands below the results.
const explain = () => {
  note.textContent = index.words.note
  const box = make('input', { type: 'checkbox' })
  box.checked = !keyIsOff()
  box.addEventListener('change', () => {
    try { box.checked ? localStorage.removeItem(keyOff) : localStorage.setItem(keyOff, '1') } catch { /* the browser keeps nothing */ }
  })
  note.after(make('label', { class: 'aside' }, box, ' ', index.words.key))
  ask.textContent = index.words.ask
}

// loadTexts loads the parts one by one. Where one is missing, the site was
// published anew since the index was read, so that is read once more. After that
// the rest can still be searched, and a reader can ask again.
const loadTexts = async () => {
  ask.hidden = true
  try {
    await loadParts()
  } catch {
    if (again) ask.hidden = false
    else {
      again = true
      await load()
    }
  }
}

const loadParts = async () => {
  const group = groups.find((g) => g.kind === 'text')
  for (; group && loaded < index.texts.length; loaded++) {
    for (const { url, title, passages } of await read(index.texts[loaded])) {
      let heading = title
      for (const p of passages) {
        if (p.head) heading = title + ' · ' + p.text
        add(group, {
          url: url + (p.p ? '#p' + p.p : p.at ? '#' + p.at : ''), title: p.head ? title : heading, text: p.text, label: p.label,
          isPart: true, place: p.p && index.words.paragraph.replace('{0}', p.p),
        })
      }
    }
    show()
  }
}

// find lists the entries of a group that hold every term, one of them in words
// of their own; those whose title holds all come first.
const find = (group, terms) => {
  const hits = group.entries.filter((e) => terms.some((t) => has(e.own, t)) && terms.every((t) => has(e.own, t) || has(e.head, t)))
  const named = (e) => !e.isPart && terms.every((t) => has(e.head, t))
  return [...hits.filter(named), ...hits.filter((e) => !named(e))]
}

const most = 5 // results of a kind that show at once

const show = () => {
  if (!index) return
  const { words, lang } = index
  const terms = parse(input.value)
  results.replaceChildren()
  let count = 0
  for (const group of terms.length ? groups : []) {
    const hits = find(group, terms)
    if (!hits.length) continue
    count += hits.length
    const shown = open === group.kind ? hits : hits.slice(0, most)
    const list = make('ul', { class: 'rows' }, ...shown.map((e) => result(e, terms)))
    results.append(make('h2', { class: 'label' }, group.title + ' ' + hits.length), list)
    if (shown.length < hits.length) {
      const more = make('button', { type: 'button' }, words.more.replace('{0}', hits.length - shown.length))
      more.addEventListener('click', () => {
        open = group.kind
        show()
        results.querySelector(`ul.rows > li:nth-child(${most + 1}) > a`).focus() // no other list is as long
      })
      results.append(more)
    }
  }
  const form = new Intl.PluralRules(lang).select(count) === 'one' ? 0 : 1
  status.textContent = !terms.length ? words.hint : count ? words.places[form].replace('{0}', count.toLocaleString(lang)) : words.none
}

// result is one line: where, how the claims in it stand, and the words.
const result = (e, terms) => {
  let { url, title, label, place, text = '' } = e
  if (e.sheet) ({ url, label, place, text } = atLine(e, terms))
  else if (e.isPart || !label) text = sentence(text, terms) // a claim always stands whole
  const item = make('li', {}, make('a', { href: url }, place ? title + ', ' + place : title))
  if (label) item.append(' ', make('span', { class: 'aside' }, label))
  if (text) item.append(make('p', { class: 'aside' }, ...marked(text, terms)))
  return item
}

// marked is a text with the words that match in bold.
const marked = (text, terms) => {
  const parts = []
  let at = 0
  for (const [from, to] of ranges(text, terms)) {
    parts.push(text.slice(at, from), make('b', {}, text.slice(from, to)))
    at = to
  }
  return [...parts, text.slice(at)]
}

// sentence is the sentence that matches, never less: it holds who says so.
const sentence = (text, terms) => {
  if (text.length < 320 || !Intl.Segmenter) return text
  const at = ranges(text, terms)[0]?.[0] ?? 0
  const part = new Intl.Segmenter(index.lang, { granularity: 'sentence' }).segment(text).containing(at)
  return (part.index ? '… ' : '') + part.segment.trim() + (part.index + part.segment.length < text.length ? ' …' : '')
}

// atLine is the line of a page of an exhibit that matches, with its neighbours.
const atLine = (e, terms) => {
  const at = ranges(e.text, terms)[0]?.[0] ?? 0
  const lines = e.text.split('\n')
  const n = e.text.slice(0, at).split('\n').length
  const label = e.labels?.filter(([from, to]) => from <= n + 1 && n - 1 <= to).map((l) => l[2])
  return {
    url: e.url + (e.sheet === 'numbered' ? '-l' + n : ''), place: e.sheet === 'numbered' && index.words.line.replace('{0}', n),
    label: [...new Set(label)].join('; '), text: lines.slice(Math.max(0, n - 2), n + 1).join(' '),
  }
}

const keyIsOff = () => {
  try { return localStorage.getItem(keyOff) } catch { return null }
}

const build = (a) => {
  input = make('input', { type: 'search', id: 'search-input', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go' })
  status = make('p', { role: 'status', class: 'aside' })
  results = make('div', {})
  ask = make('button', { type: 'button', hidden: '' })
  note = make('p', { class: 'aside' })
  const close = make('button', { type: 'button' }, a.dataset.close)
  const form = make('form', {}, make('label', { class: 'label', for: 'search-input', id: 'search-label' }, a.textContent), ' ', close, input)
  dialog = make('dialog', { 'aria-labelledby': 'search-label', class: 'search' }, form, status, results, ask, note)
  document.body.append(dialog)
  input.addEventListener('input', () => { open = ''; show() })
  close.addEventListener('click', () => dialog.close())
  ask.addEventListener('click', () => { input.focus(); loadTexts().catch(fail) })
  form.addEventListener('submit', (e) => { e.preventDefault(); results.querySelector('a')?.click() })
  dialog.addEventListener('click', (e) => {
    if (e.target === dialog) dialog.close() // beside it
    if (e.target.closest('a')) { opener = null; dialog.close() }
  })
  dialog.addEventListener('close', () => opener?.focus({ preventScroll: true }))
  dialog.addEventListener('keydown', onKey)
}

// onKey goes through the results with the arrows, and back to the input with
// any letter.
const onKey = (e) => {
  if (e.isComposing) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
  if (e.key === 'Escape') {
    e.preventDefault() // it would empty the input first
    dialog.close()
  } else if (step && e.target.type !== 'checkbox') {
    const links = [...results.querySelectorAll('a')]
    const next = links.indexOf(document.activeElement) + step
    e.preventDefault()
    if (next < links.length) (links[next] ?? input).focus()
  } else if (e.key.length === 1 && e.key !== ' ' && !e.ctrlKey && !e.metaKey && !e.altKey && e.target.closest('a')) {
    input.focus()
  }
}

const fail = () => { failed = true; dialog.close(); location.href = link().href }

const openSearch = () => {
  if (!dialog?.isConnected) {
    index = undefined
    again = false
    build(link())
  }
  if (dialog.open) return
  opener = document.activeElement
  dialog.showModal()
  input.focus()
  input.select()
  if (!index) load().catch(fail)
}

document.addEventListener('click', (e) => {
  const a = e.target.closest?.('a.to-search')
  if (!a || failed || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
  e.preventDefault()
  a.focus()
  openSearch()
})

document.addEventListener('keydown', (e) => {
  if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented || !link() || failed || keyIsOff()) return
  if (e.target.closest?.('input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable],dialog')) return
  e.preventDefault()
  openSearch()
})
