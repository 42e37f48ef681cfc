/** Where shoppers write to. */
export const HELP_ADDRESS = 'help@orderly.example'
