/** Svelte’s server renderer; null in the browser, which does not load it. */
export const render = import.meta.env.SSR ? (await import('svelte/server')).render : null
