/**
 * Public incidents in which many requests rebuilt what a cache had lost. Each starts as it was, with early refresh off.
 * Only figures that the source states have it as their source; for all others the page says that they are assumed. The
 * links are public, so tests/links keeps them for ever.
 */
import type { Preset } from './presets'

export const DISASTERS: readonly Preset[] = [
  {
    name: 'Wikipedia, 25 June 2009',
    about:
      'Each edit purged the article on Michael Jackson while a million readers an hour opened it: that is 8341 renders at once, even if none slows another.',
    link: '/?beta=0&ttl=10m&delta=30s&keys=article:278/s&origin=1000',
    sources: [
      {
        figures: 'A million views in one hour, and over 30 s to render',
        name: 'Wikitech, Michael Jackson effect',
        href: 'https://wikitech.wikimedia.org/wiki/Michael_Jackson_effect'
      }
    ],
    guessed: 'TTL and the renders that the servers run at full speed'
  },
  {
    name: 'Facebook, 23 September 2010',
    about:
      'Every client that found a setting invalid deleted it and asked the databases, hundreds of thousands of times a second, until the whole site was switched off.',
    link: '/?beta=0&delta=100ms&keys=setting:200000/s&origin=1000',
    sources: [
      {
        figures: 'Hundreds of thousands of queries a second, for 2.5 hours',
        name: 'Robert Johnson, More details on today’s outage',
        href: 'https://learn.microsoft.com/en-us/archive/blogs/architectsrule/facebook-more-details-on-todays-outage'
      }
    ],
    guessed: 'Rate of 200 000 a second, TTL, query time and what the databases run at full speed'
  },
  {
    name: 'The Guardian, about 2008',
    about:
      'Each vote in a poll cleared all caches at lunchtime, and twelve servers that had lived on them had to render every page at once.',
    link: '/?beta=0&delta=0.5s&keys=pages:2000/s&instances=12&workers=50',
    sources: [
      {
        figures: '2000 pages a second on 12 servers',
        name: 'Lisa van Gelder, Great caching disasters',
        href: 'https://bangbangcon.com/2015-transcripts/lisa-van-gelder.txt'
      }
    ],
    guessed: 'TTL, render time, 50 workers on each server, and that all pages are one key'
  },
  {
    name: 'dealnews, 22 December 2006',
    about:
      'Yahoo linked to it on its front page, and soon the database was full of one query, the one that fills the cache of the front page.',
    link: '/?beta=0&ttl=5m&delta=2s&keys=front:52/s&origin=8',
    sources: [
      {
        figures: '130 requests for pages a second',
        name: 'Brian Moon, Is Yahoo!ed a word?',
        href: 'https://brian.moonspot.net/2006/12/22/is-yahooed-a-word/'
      },
      {
        figures: '40 % of them for the front page',
        name: 'Web Operations, chapter 9',
        href: 'https://www.oreilly.com/library/view/web-operations/9781449377465/ch09.html'
      }
    ],
    guessed: 'TTL, query time and the queries that the database runs at full speed'
  },
  {
    name: 'jwz.org, November 2022',
    about:
      'Within a second of each post a thousand Mastodon servers fetch it, as each has a cache of its own, and the blog is down for up to a minute.',
    link: '/?beta=0&ttl=10m&delta=200ms&keys=post:1000/s&origin=8',
    sources: [
      {
        figures: 'Over 1000 requests in a second, a load over 100, and 30 to 60 s of outage',
        name: 'Jamie Zawinski, Mastodon stampede',
        href: 'https://www.jwz.org/blog/2022/11/mastodon-stampede/'
      }
    ],
    guessed: 'TTL, render time, 8 processors, and that the requests go on at this rate'
  },
  {
    name: 'GitHub, 9 February 2026',
    about:
      'Settings of users were kept for 2 hours instead of 12, and each user’s were fetched up to six times as often: β makes that no better.',
    link: '/?beta=0&ttl=2h&delta=50ms&keys=settings:6/h',
    sources: [
      {
        figures: 'TTL, cut from 12 hours, and ten times the reads from two applications',
        name: 'GitHub, Addressing recent availability issues',
        href: 'https://github.blog/news-insights/company-news/addressing-githubs-recent-availability-issues-2/'
      }
    ],
    guessed: 'Rate of one user and query time'
  }
]
