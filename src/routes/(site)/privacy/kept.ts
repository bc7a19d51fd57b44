/** What is kept of a visit, in the order of the table. */
interface Kept {
  what: string
  where: string
  howLong: string
}

/** @param server whether a server makes the pages, or a host only sends files */
export const kept = (server: boolean): Kept[] => [
  {
    what: 'The scenario: β, lifetimes, rates, and the names you give to keys',
    where:
      'In the link, and nowhere else. Your browser’s history keeps the link of every state in which you paused, and so does every place where you paste it.',
    howLong: 'As long as those places keep it.'
  },
  {
    what: 'Measured durations, if you paste any',
    where:
      'In this browser’s storage, under xfetch-tuner.durations. They are in no link and no request. Only their mean and their coefficient of variation go into the scenario.',
    howLong: 'Until you press “Forget these” beside them, or clear what your browser holds for this site.'
  },
  {
    what: 'That you turned single-character shortcuts off, if you did',
    where: 'In this browser’s storage, under xfetch-tuner.shortcuts. It is in no link and no request.',
    howLong: 'Until you turn them on again, or clear what your browser holds for this site.'
  },
  {
    what: 'That you closed the explanation of XFetch above the tuner, if you did',
    where: 'In this browser’s storage, under xfetch-tuner.mechanism. It is in no link and no request.',
    howLong: 'Until you clear what your browser holds for this site.'
  },
  {
    what: 'How far you had scrolled',
    where: 'In this browser’s storage for the tab, so that Back returns to the same place.',
    howLong: 'Until the tab is closed.'
  },
  {
    what: 'The tool itself: its pages and its programs, the same for everybody',
    where:
      'In this browser’s cache, under xfetch-tuner and the version, so that it works without a network. It contains none of your scenarios, and an embed keeps nothing.',
    howLong: 'Until a newer version takes its place, or you clear what your browser holds for this site.'
  },
  ...(server ? ofServer : ofHost),
  {
    what: 'Answers to a lesson, and what you change in an embed',
    where:
      'Sent to the page that frames the embed, and to nobody else. What that page does with them depends on that page.',
    howLong: 'Here: not at all.'
  }
]

const ofServer: Kept[] = [
  {
    what: 'Requests',
    where:
      'The server logs none of them: no addresses, no links, no times. A proxy or a load balancer in front of it usually does, with the link and so with the scenario.',
    howLong: 'As the operator of that proxy has set it.'
  },
  {
    what: 'Errors of the server',
    where:
      'In its error output: the error, its place in the program, and the kind of page where it happened. The output contains neither the link nor who asked for it, but an error can name the value that caused it.',
    howLong: 'As the operator of the server has set it.'
  },
  {
    what: 'Pages and preview pictures of links',
    where: 'In the server’s memory, by link, so that each is computed only once.',
    howLong: 'Until newer ones need the space, or the server stops.'
  },
  {
    what: 'Preview pictures and replies of the HTTP interface, in caches on their way',
    where: 'Browsers and proxies may keep them, by link.',
    howLong: 'Up to a day.'
  }
]

const ofHost: Kept[] = [
  {
    what: 'Requests',
    where:
      'These pages are files, and no program of this tool runs on their host. The host may log each request, with the link and so with the scenario.',
    howLong: 'As the operator of the host has set it.'
  }
]
