/**
 * Nearly all of the page that compares defences, which hydrates later. It stands apart from the other parts: the bundler
 * would split the first load of the tuner into many small files, since this page begins without any of them.
 */
const server = import.meta.env.SSR

export const comparePage = {
  now: server ? (await import('./ComparePage.svelte')).default : null,
  load: () => import('./ComparePage.svelte')
}
