/**
 * Typical caches to start from. A published figure has its source; the page calls any other figure a guess. The links
 * are public, so tests/links keeps them for ever.
 */
interface PresetSource {
  /** Which figures this source gives, in the words of the page. */
  figures: string
  name: string
  href: string
}

export interface Preset {
  name: string
  /** What it is, and why it is worth a look: one sentence. */
  about: string
  /** From the root of the site. */
  link: string
  sources: readonly PresetSource[]
  /** Which figures are guessed; null where all are published. */
  guessed: string | null
}

export const PRESETS: readonly Preset[] = [
  {
    name: 'A run at the Internet Archive',
    about:
      'A key in Redis whose every rebuild was logged and published: a real run that read its TTL in whole seconds, and that tests the model.',
    link: '/?ttl=20s&delta=0.5s&keys=archive:95/s&lens=redis',
    sources: [
      {
        figures: 'All figures',
        name: 'the log of 24 cycles',
        href: 'https://github.com/internetarchive/xfetch/blob/master/samples/xfetch.log'
      }
    ],
    guessed: null
  },
  {
    name: 'A product page behind Redis',
    about:
      'The bestseller stampedes at every expiry, and no β can protect the page that hardly anybody opens.',
    link: '/?delta=120ms&keys=bestseller:400/s,leftover:0.1/s',
    sources: [
      {
        figures: 'TTL',
        name: 'Amazon CloudFront, e-commerce applications',
        href: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ecommerce-marketplace-distribution.html'
      }
    ],
    guessed: 'Rebuild time and rates'
  },
  {
    name: 'A rendered fragment',
    about:
      'Twelve application processes share it and each renders it once at a time, which is a kind of lock, and β still saves rebuilds.',
    link: '/?ttl=10m&delta=365ms&keys=sidebar:120/s,profile:0.5/s&coord=coalesce:12',
    sources: [
      {
        figures: 'Rebuild time',
        name: 'a Rails page, measured before it was cached',
        href: 'https://gist.github.com/pglombardo/7206464'
      }
    ],
    guessed: 'TTL, rates and the number of processes'
  },
  {
    name: 'A feature store',
    about:
      'Rebuilds are so short that a key read five times a second is still cold, while the popular one is hot by far.',
    link: '/?delta=20ms&keys=popular:20000/s,rare:5/s',
    sources: [
      {
        figures: 'TTL and rebuild time',
        name: 'System Overflow, latency budgets of feature serving',
        href: 'https://www.systemoverflow.com/learn/ml-infrastructure-mlops/feature-store-integration/serving-flow-assembly-latency-budgets-and-caching'
      }
    ],
    guessed: 'Rates'
  },
  {
    name: 'A session token',
    about:
      'One visitor’s token expires between two clicks whatever β is; the token that a whole service shares is the one to protect.',
    link: '/?delta=80ms&keys=visitor:0.05/s,service:400/s&ttl.service=1h',
    sources: [
      {
        figures: 'TTL of a visitor’s token',
        name: 'Clerk, getToken()',
        href: 'https://clerk.com/docs/references/android/get-token'
      },
      {
        figures: 'TTL of a service’s token',
        name: 'Box, access tokens',
        href: 'https://support.box.com/hc/en-us/community/posts/360049340233-How-long-do-access-tokens-have-before-they-expire'
      }
    ],
    guessed: 'Rebuild time and rates'
  },
  {
    name: 'A DNS-like record',
    about:
      'The cache of a DNS resolver, which has long prefetched names shortly before they expire: one busy name, and one of many that are looked up now and then.',
    link: '/?ttl=5m&delta=30ms&keys=busy:500/s,quiet:0.2/s',
    sources: [
      {
        figures: 'TTL, in the recommended range',
        name: 'Amazon Route 53, best practices',
        href: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html'
      },
      {
        figures: 'Prefetching',
        name: 'Knot Resolver, prefetching',
        href: 'https://knot.pages.nic.cz/knot-resolver/config-cache-predict.html'
      }
    ],
    guessed: 'Rebuild time and rates'
  },
  {
    name: 'A nightly report',
    about:
      'It takes four minutes to make and is kept for a day: at β = 1 about half of the expiries still reach a reader, and a larger β ends that and even saves rebuilds.',
    link: '/?ttl=1d&delta=4m&keys=report:30/h',
    sources: [],
    guessed: 'All figures'
  }
]
