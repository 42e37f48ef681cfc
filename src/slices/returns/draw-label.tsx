import { Document, Page, Path, renderToBuffer, StyleSheet, Svg, Text, View } from '@react-pdf/renderer'
import { generate } from 'lean-qr'
import { env } from '#platform/lib/env.ts'

export type Label = {
  number: string
  orderNumber: string
  warehouse: { code: string; name: string }
  /** `3 × Bottle vase, Clay` */
  goods: string[]
  drawnAt: Date
}

/** Draws the label of a return: an A4 page, of which the upper half goes onto the parcel. */
export function drawLabel({ number, orderNumber, warehouse, goods, drawnAt }: Label): Promise<Buffer> {
  const [name = '', ...address] = env().seller.returnsAddress
  return renderToBuffer(
    <Document
      title={`Return ${number}`}
      author={env().seller.name}
      language="en-GB"
      creationDate={drawnAt}
      modificationDate={drawnAt}
    >
      <Page size="A4" style={styles.page}>
        <View style={styles.label}>
          <View style={styles.to}>
            <Text style={styles.small}>Return to</Text>
            <Text style={styles.name}>{printable(name)}</Text>
            {address.map(line => (
              <Text key={line} style={styles.line}>
                {printable(line)}
              </Text>
            ))}
            <Text style={styles.place}>{printable(`${warehouse.name} (${warehouse.code})`)}</Text>
          </View>
          <View style={styles.code}>
            <Code text={number} />
            <Text style={styles.number}>{number}</Text>
          </View>
        </View>
        <Text style={styles.cut}>Cut here. The upper part goes onto the parcel, the lower part into it.</Text>
        <Text style={styles.heading}>What you send back</Text>
        <Text style={styles.line}>
          Return {number} of order {orderNumber}
        </Text>
        <View style={styles.goods}>
          {goods.map(line => (
            <Text key={line} style={styles.line}>
              {printable(line)}
            </Text>
          ))}
        </View>
      </Page>
    </Document>,
  )
}

const CODE_POINTS = 132

/** The number as a QR code, drawn as one path: a rectangle for each dark square. */
function Code({ text }: { text: string }) {
  const code = generate(text)
  const squares: string[] = []
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) squares.push(`M${x} ${y}h1v1h-1z`)
  return (
    <Svg width={CODE_POINTS} height={CODE_POINTS} viewBox={`0 0 ${code.size} ${code.size}`}>
      <Path d={squares.join('')} fill="#000000" />
    </Svg>
  )
}

/** The built-in font knows Windows-1252. The number and the code carry the parcel, so other letters may be left out. */
const printable = (text: string) => text.replace(/[^\t -~ -ÿŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/g, '?')

const styles = StyleSheet.create({
  page: { padding: 48, fontFamily: 'Helvetica', fontSize: 11 },
  label: {
    flexDirection: 'row',
    justifyContent: 'space-between',
    padding: 24,
    minHeight: 280,
    borderWidth: 1,
    borderColor: '#000000',
  },
  to: { width: 260 },
  small: { fontSize: 9, marginBottom: 8 },
  name: { fontFamily: 'Helvetica-Bold', fontSize: 16, marginBottom: 6 },
  line: { fontSize: 12, lineHeight: 1.4 },
  place: { marginTop: 16, fontFamily: 'Helvetica-Bold', fontSize: 12 },
  code: { alignItems: 'center' },
  number: { marginTop: 10, fontFamily: 'Helvetica-Bold', fontSize: 20 },
  cut: { marginVertical: 20, fontSize: 9, textAlign: 'center', color: '#555555' },
  heading: { fontFamily: 'Helvetica-Bold', fontSize: 14, marginBottom: 8 },
  goods: { marginTop: 8 },
})
