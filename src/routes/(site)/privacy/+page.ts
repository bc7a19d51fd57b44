/** The page is the same for every request. */
export const prerender = true
