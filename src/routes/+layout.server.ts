import { HAS_SERVER } from '$lib/tuner/state/has-server'

/** Without a server every page is built ahead of requests, each in its own folder so that any host finds it. */
export const prerender = !HAS_SERVER
export const trailingSlash = HAS_SERVER ? 'never' : 'always'
