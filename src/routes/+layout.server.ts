import { HAS_SERVER } from '$lib/tuner/state/has-server'

/** Without a server every page is finished beforehand, in a folder of its own that any host finds. */
export const prerender = !HAS_SERVER
export const trailingSlash = HAS_SERVER ? 'never' : 'always'
