/** Read by staff who see the shop as one of its customers sees it. */
export const LOOK_ONLY = 'You see the shop as a customer sees it. Nothing can be changed or taken away.'
