/** Svelte’s own way to write a component as HTML; null in a browser, which shall not load it. */
export const render = import.meta.env.SSR ? (await import('svelte/server')).render : null
