/**
 * How to embed a page of the tool, for editors that ask: an oEmbed 1.0 provider (https://oembed.com). The answer to a
 * page with a scenario is one bare iframe, which also filters that trust nobody let through.
 */
import type { Scenario } from '#core'
import * as card from '../figure/card/size'
import { listedLesson } from '$lib/text/lessons/lesson-list'
import { scenarioTitle } from '$lib/text/scenario-title'
import { shorten } from '$lib/text/sentence'
import { formatEmbedLink, parseEmbed, parsePage, type EmbedOptions } from '$lib/link/parameters/codec'
import { embedHeight, traceHeight } from '$lib/link/embed/embed-height'
import { cardLink, pictured } from '../link/pictured'
import { formatTraceEmbed, parseTrace, readTraceName } from '$lib/link/trace/trace-link'
import { DEFENCES, type DefenceName } from '$lib/trace'
import { ABOUT } from '$lib/trace/about'
import { MAX_LINK } from '$lib/link/page-link'
import { iframeSnippet } from '$lib/link/parameters/snippet'
import { ApiError } from './api/api-error'
import type { Look } from './look'

/** Finds the laws of keys with options, and simulates shortly what has neither those nor a closed form. */
export type FirstLook = (scenario: Scenario) => Promise<Look>

/** Where the tool lives. */
interface Site {
  /** Scheme, host and port. */
  origin: string
  /** What all its paths begin with, without a slash at the end; mostly empty. */
  base: string
}

/** The pages that have a scenario, and so an embed. */
const PAGES = ['', '/embed', '/learn', '/share']

/** A page's link, with its host before it. */
const LONGEST = MAX_LINK + 300
const DAY = 86_400

/** As wide as an embed likes to be, px. */
const WIDTH = 800

/** Of the pages that step through a defence, before its name. */
const TRACED = '/learn/defences/'

/** A page of this site that can be embedded. */
interface EmbeddablePage {
  search: string
  /** What it steps through; null for a scenario. */
  defence: DefenceName | null
}

function pageOfUrl(given: string, { origin, base }: Site): EmbeddablePage | null {
  if (given.length > LONGEST || !URL.canParse(given)) return null
  const { protocol, host, pathname, username, password, search } = new URL(given)
  if (!/^https?:$/.test(protocol) || host !== new URL(origin).host || username + password !== '') return null
  const traced = DEFENCES.find((name) =>
    [base + TRACED + name, `${base}${TRACED}${name}/`].includes(pathname)
  )
  if (traced) return { search, defence: traced }
  const known = PAGES.some((path) => [base + path, `${base}${path}/`].includes(pathname))
  return known ? { search, defence: readTraceName(search) } : null
}

/** A whole number from 1 on; any other is as none. */
function limit(text: string | null): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Infinity
}

async function titleOf(scenario: Scenario, { lesson }: EmbedOptions, firstLook: FirstLook): Promise<string> {
  const listed = listedLesson(lesson)
  // The verdict would give the answer away.
  if (listed) return listed.title
  const { tallies, laws } = await firstLook(scenario)
  return shorten(scenarioTitle(scenario, tallies, laws))
}

/**
 * @param asked the search parameters of the request
 * @throws ApiError 400 without url, 404 for a url that is no page to embed, 501 for a format other than JSON; 503 when
 * too many simulations wait
 */
export async function oembed(
  asked: URLSearchParams,
  site: Site,
  firstLook: FirstLook
): Promise<Record<string, string | number>> {
  const format = asked.get('format') ?? ''
  if (format !== '' && format !== 'json') throw new ApiError(501, 'Only format=json is spoken here')
  const given = asked.get('url') ?? ''
  if (given === '') throw new ApiError(400, 'url is missing: the address of the page to embed')
  const found = pageOfUrl(given, site)
  if (found === null)
    throw new ApiError(404, `url is no page of ${site.origin}${site.base}/ that can be embedded`)

  const { search, defence } = found
  const home = site.origin + site.base
  const [maxWidth, maxHeight] = [limit(asked.get('maxwidth')), limit(asked.get('maxheight'))]
  const width = Math.min(WIDTH, maxWidth)
  const rich = (title: string, link: string, usual: number) => {
    const height = Math.min(usual, maxHeight)
    return {
      version: '1.0',
      type: 'rich',
      title,
      provider_name: 'XFetch Tuner',
      provider_url: `${home}/`,
      cache_age: DAY,
      width,
      height,
      html: iframeSnippet({ src: `${home}/embed${link}`, title, width, height })
    }
  }
  if (defence !== null) {
    const { theme } = parseEmbed(search).options
    const link = formatTraceEmbed(parseTrace(defence, search), theme)
    return rich(`${ABOUT[defence].title}: step through the code`, link, traceHeight(width))
  }

  const page = parsePage(search)
  const { options } = parseEmbed(search)
  const title = await titleOf(page.scenario, options, firstLook)
  const link = formatEmbedLink(page, options, { version: true })
  return {
    ...rich(title, link, embedHeight(options, page.scenario.keys.length, width)),
    ...(card.WIDTH <= maxWidth && card.HEIGHT <= maxHeight
      ? {
          thumbnail_url: `${home}/card.png${cardLink(pictured(page.scenario, options.lesson))}`,
          thumbnail_width: card.WIDTH,
          thumbnail_height: card.HEIGHT
        }
      : {})
  }
}
