import { Path, StyleSheet, Svg, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import type { Invoice } from './invoice.ts'
import { ADDRESS_WIDTH, body, colours, NUMBERS_WIDTH } from './look.ts'
import type { Typesetting } from './typesetting.ts'
import { Words } from './words.tsx'

/** The head of the document: buyer, seller, number and dates. */
export function InvoiceHead({ invoice, typesetting }: { invoice: Invoice; typesetting: Typesetting }) {
  const [sellerName, ...sellerRest] = invoice.seller
  const [number, ...facts] = invoice.facts
  return (
    <View>
      <View style={styles.top}>
        <View style={styles.brand}>
          <Mark />
          <Text style={styles.brandName}>Orderly</Text>
        </View>
        <Text style={styles.title}>{invoice.title}</Text>
      </View>
      <View style={styles.facts}>
        <View style={styles.fact}>
          <Label>{invoice.billedToLabel}</Label>
          {invoice.billedTo.map((line, index) => {
            const weight = index === 0 ? 700 : 400
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the document is drawn once, its lines never move.
              <Words key={index} weight={weight} width={ADDRESS_WIDTH} typesetting={typesetting}>
                {line}
              </Words>
            )
          })}
        </View>
        <View style={styles.fact}>
          <Label>Sold by</Label>
          <Text style={styles.strong}>{sellerName}</Text>
          {sellerRest.map(line => (
            <Text key={line}>{line}</Text>
          ))}
        </View>
        <View style={styles.numbers}>
          <Label>{number?.label ?? ''}</Label>
          <Text style={styles.strong}>{number?.lines}</Text>
          {facts.map(({ label, lines }) => (
            <View key={label}>
              <Label>{label}</Label>
              {lines.map(line => (
                <Words key={line} width={NUMBERS_WIDTH} typesetting={typesetting}>
                  {line}
                </Words>
              ))}
            </View>
          ))}
        </View>
      </View>
    </View>
  )
}

function Label({ children }: { children: ReactNode }) {
  return <Text style={styles.label}>{children}</Text>
}

/** The shop's mark: three things on a shelf. */
function Mark() {
  return (
    <Svg viewBox="0 0 32 32" style={{ width: 26, height: 26 }}>
      <Path d="M5.5 4h4v5c0 2 2.5 3.2 2.5 6.5V24H3v-8.5C3 12.2 5.500 11 5.500 9z" fill={colours.brand} />
      <Path d="M13.5 13h6.5v11h-6.500z" fill={colours.accent} />
      <Path d="M21.5 18h9.5c0 3.7-1.800 6-4.75 6s-4.75-2.3-4.75-6z" fill={colours.text} />
      <Path d="M1.5 26.25h29" stroke={colours.text} strokeWidth={2.25} strokeLinecap="round" />
    </Svg>
  )
}

const styles = StyleSheet.create({
  top: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center', marginBottom: 28 },
  brand: { flexDirection: 'row', alignItems: 'center', gap: 8 },
  brandName: { fontFamily: 'Times-Bold', fontSize: 22, lineHeight: 1 },
  title: { fontFamily: 'Times-Roman', fontSize: 26, lineHeight: 1, color: colours.brand },
  facts: {
    flexDirection: 'row',
    gap: 24,
    marginBottom: 28,
    padding: 16,
    backgroundColor: colours.tint,
    borderRadius: 6,
  },
  fact: { flexGrow: 1, flexBasis: 0, ...body },
  numbers: { width: NUMBERS_WIDTH, ...body },
  label: { fontSize: 8, color: colours.muted, marginBottom: 2, marginTop: 5 },
  strong: { fontFamily: 'Helvetica-Bold' },
})
