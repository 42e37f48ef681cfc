import { z } from 'zod'
import { COUNTRIES } from './countries.ts'

export const countryField = z.enum(
  COUNTRIES.map(country => country.code),
  'Select a country',
)
