/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * Lets the tool work without a network after the first visit. It keeps the pages and files of one build, as they are
 * for everybody; of the scenarios that somebody looks at it keeps nothing, for a page reads its own address.
 */
import { base, build, files, prerendered, version } from '$service-worker'

const sw = self as unknown as ServiceWorkerGlobalScope

const NAME = 'xfetch-tuner'
const KEPT = `${NAME}-${version}`

// As files the pages lie in folders, and are finished beforehand.
const finished = prerendered.some((path) => path.endsWith('/learn/'))
const pages = ['/', '/compare', '/learn', '/learn/model', '/share', '/privacy'].map(
  (path) => base + (finished && path !== '/' ? `${path}/` : path)
)
/** Files of other pages are theirs to keep. */
const assets = new Set([...build, ...files.filter((path) => !path.endsWith('/embed.js'))])

sw.addEventListener('install', (event) => {
  const fresh = [...pages, ...assets].map((path) => new Request(path, { cache: 'no-cache' }))
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(fresh)))
})

sw.addEventListener('activate', (event) => {
  const drop = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(`${NAME}-`) && name !== KEPT)
    await Promise.all(old.map((name) => caches.delete(name)))
    await sw.clients.claim()
  }
  event.waitUntil(drop())
})

/** An embed is part of somebody else's page, and goes its own way. */
const isEmbed = (path: string) => path === `${base}/embed` || path.startsWith(`${base}/embed/`)
/** What only the server can say. */
const OF_SERVER = ['/api/', '/oembed', '/card.png'].map((path) => base + path)

sw.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== sw.location.origin || isEmbed(url.pathname)) return
  if (request.mode === 'navigate') {
    if (!OF_SERVER.some((path) => url.pathname.startsWith(path))) event.respondWith(page(request, url))
  } else if (assets.has(url.pathname)) event.respondWith(asset(event, url))
})

/** What a build names by its content never changes. */
async function asset({ request, clientId }: FetchEvent, { pathname }: URL): Promise<Response> {
  const client = await sw.clients.get(clientId)
  if (client && isEmbed(new URL(client.url).pathname)) return fetch(request)
  const kept = await caches.open(KEPT)
  return (await kept.match(pathname)) ?? fetch(request)
}

/** From the network; where there is none, the page as it is for everybody, which then reads its address. */
async function page(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    const path = finished && !url.pathname.endsWith('/') ? `${url.pathname}/` : url.pathname
    // As the server would: lessons have a page of their own.
    const lesson = path === `${base}/` && url.searchParams.has('lesson')
    if (lesson) return Response.redirect(`${base}/learn${finished ? '/' : ''}${url.search}`, 307)
    const kept = pages.includes(path) ? await (await caches.open(KEPT)).match(path) : undefined
    return kept ?? unknown()
  }
}

function unknown(): Response {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Without a network – XFetch Tuner</title>
    <style>
      body { margin: 0; padding: 3rem clamp(1rem, 8vw, 6rem); font: 1rem/1.55 system-ui, sans-serif; max-width: 36rem }
      h1 { font: 650 1.75rem/1.2 Georgia, serif }
    </style>
  </head>
  <body>
    <h1>This page is not here without a network</h1>
    <p>The tuner and its lessons work offline on this device. This page does not.</p>
    <p><a href="${base}/">Open the tuner</a></p>
  </body>
</html>`
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    }
  })
}
