// Cards: what a note says, or what a source is, beside the link that leads there,
// for readers who rest a pointer on the link or reach it with the keyboard. The
// link works as it does without a script; a card only repeats what stands where it
// leads, and is therefore silent in screen readers.
//
// A card stays while the pointer is on it or on its link, and goes with Escape. A
// note that is in sight needs none. For a source its page is read, once.

const links = '[role=doc-noteref],.note a[href^="#n-"],a[href*="/#s-"]'
const pause = 250 // milliseconds of rest before a card comes, and before it goes

// This says only where and how large a card is: colours and type are those of the
// sheet of an exhibit and of a note.
const sheet = new CSSStyleSheet()
sheet.replaceSync(`.card{position:absolute;inset:auto;width:auto;max-width:min(24rem,100vw - 2rem);max-height:45vh;margin:0;padding:.75rem 1rem;overflow:auto}
.card .note{display:block}.card dl>*{margin:0 0 .35rem}.card .back{display:none}@media print{.card{display:none}}`)

let card, timer
let owner // the link whose card is shown or being made
let due // the link whose card comes when the pause is over
const pages = new Map() // pages of sources that were read, by address

// quiet puts copies of nodes into an element; no key and no address leads there.
const quiet = (name, className, nodes) => {
  const box = document.createElement(name)
  box.className = className
  box.append(...[...nodes].map((n) => n.cloneNode(true)))
  for (const e of box.querySelectorAll('[id],a')) {
    e.removeAttribute('id')
    if (e.localName === 'a') e.tabIndex = -1
  }
  return box
}

// source is what the page of a source says of it, without the list of where it
// is cited. The way there is in the link to its entry: /sources/#s-KEY.
const source = async ({ href }) => {
  const page = href.replace('#s-', '') + '/'
  if (!pages.has(page)) pages.set(page, fetch(page).then((r) => r.ok ? r.text() : ''))
  const rows = new DOMParser().parseFromString(await pages.get(page), 'text/html').querySelectorAll('main .facts>:not(:has([href*="#nr-"]))')
  return rows.length && quiet('dl', '', rows)
}

const inSight = (e) => {
  const { top, bottom, width } = e.getBoundingClientRect()
  return width && top >= 0 && bottom <= innerHeight
}

// content is what the card of a link holds, nothing where it needs none.
const content = async (a) => {
  if (a.hash.startsWith('#s-')) return source(a)
  const note = document.getElementById(decodeURIComponent(a.hash.slice(1)))
  return note && !inSight(note) && quiet('div', 'note', note.childNodes)
}

const cancel = () => {
  clearTimeout(timer)
  due = null
}

const hide = () => {
  cancel()
  owner = null
  card?.hidePopover()
}

const show = async (a) => {
  owner = a
  const inside = await content(a).catch(() => null)
  if (owner !== a || !inside || !a.isConnected) return
  if (!card) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    card = document.createElement('div') // a dialog would take the focus
    card.className = 'card sheet aside'
    card.popover = 'manual'
    card.ariaHidden = 'true'
  }
  card.replaceChildren(inside)
  document.body.append(card)
  card.showPopover()
  // Below the link, or above it where there is more room: half of the window holds it.
  const at = a.getClientRects()[0]
  const { width, height } = card.getBoundingClientRect()
  const below = at.bottom + height + 8 < innerHeight
  card.style.left = scrollX + Math.max(16, Math.min(at.left, document.documentElement.clientWidth - width - 16)) + 'px'
  card.style.top = scrollY + (below ? at.bottom + 4 : at.top - height - 4) + 'px'
}

const later = (act, link) => {
  cancel()
  due = link
  timer = setTimeout(act, pause)
}

const beginWith = (a) => a === owner ? cancel() : a !== due && later(() => show(a), a)

if (HTMLElement.prototype.showPopover) {
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType !== 'mouse') return
    const a = target.closest?.(links)
    if (card?.contains(target)) cancel()
    else if (a) beginWith(a)
    else if (due && due !== document.activeElement) cancel()
    else if (owner && owner !== document.activeElement) later(hide)
  })
  document.addEventListener('focusin', ({ target }) => {
    if (target.matches(links) && target.matches(':focus-visible')) beginWith(target)
    else if (!card?.contains(target)) hide()
  })
  document.addEventListener('keydown', ({ key }) => { if (key === 'Escape') hide() })
  document.addEventListener('click', ({ target }) => { if (!card?.contains(target)) hide() })
}
