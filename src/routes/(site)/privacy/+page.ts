/** Nothing here depends on who asks. */
export const prerender = true
