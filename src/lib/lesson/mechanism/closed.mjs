/** Under this name the browser keeps that the reader closed the picture of the mechanism. */
export const PLACE = 'xfetch-tuner.mechanism'
/** The class of the document without the picture. */
export const CLOSED = 'knows-xfetch'

/**
 * A script for the head of the page: it decides before anything is painted, so that nothing moves for those who closed
 * the picture. The content security policy in svelte.config.js has its hash.
 */
export const BEFORE_PAINT = `try{if(localStorage.getItem('${PLACE}')==='closed')document.documentElement.classList.add('${CLOSED}')}catch{}`
/** The same as an element: Svelte writes a script that is to run only as text. */
export const IN_HEAD = `<script>${BEFORE_PAINT}</script>`
