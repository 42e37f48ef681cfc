/** We send from here. */
export const HOME = 'GB'

/** The Isle of Man is in a customs union with the United Kingdom; the Channel Islands are not. */
const HOME_AREA = [HOME, 'IM']

/** Whether customs ask what is in a parcel to this country. */
export const leavesCustomsArea = (country: string): boolean => !HOME_AREA.includes(country)
