/** Requests that once killed, blocked or confused the server: every run begins with them. */

/** @type {[route: string, paths: string[]][]} */
const PATHS = [
  [
    '/',
    [
      '/?lens=yii&beta=1000&delta=60s&keys=a:1000/s,b:1001/s,c:1002/s,d:1003/s,e:1004/s,f:1005/s',
      '/?late=1.7976931348623157e308',
      '/?beta=1e-320&lens=yii'
    ]
  ],
  ['/embed', ['/embed?cv=0.5&keys=%5D%5D%3E:1/s']],
  ['/card.png', ['/card.png?keys=%5D%5D%3E:1/s', '/card.png?keys=%3C!%5BCDATA%5B:1/s,--%3E:2/s']],
  [
    '/api/v1/simulate',
    ['/api/v1/simulate?keys=hot:1/s&lens=yii&beta=5e-17&cycles=1', '/api/v1/simulate?beta=1e-18&cycles=10']
  ],
  [
    '/api/v1/advise',
    [
      '/api/v1/advise?lens=yii',
      '/api/v1/advise?arrivals=even',
      '/api/v1/advise?beta=1&ttl=966.2s&delta=3.264s&keys=a:40.79/s,b:3850/s,c:8.749/s&ttl.b=42350s&cv=0.5&arrivals=burst:2s:18s&resolution=1s&late=0.001&give=0.1',
      '/api/v1/advise?cycles=100&arrivals=burst:1s:1s&delta=459s&ttl=1000s&late=0.5'
    ]
  ],
  ['odd', ['/%65mbed', '/api/x']]
]

/** @type {import('./asks.mjs').Ask[]} */
export const HARMFUL = PATHS.flatMap(([route, paths]) =>
  paths.map((path) => ({ route, method: 'GET', path, headers: {}, manners: /** @type {const} */ ('wait') }))
)
HARMFUL.push({
  route: '/api/v1/advise',
  method: 'POST',
  path: '/api/v1/advise',
  headers: { origin: 'https://attacker.example', 'content-type': 'application/x-www-form-urlencoded' },
  manners: 'wait'
})
