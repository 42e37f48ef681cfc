/** https://developer.mozilla.org/docs/Web/API/BarcodeDetector, as far as the floor uses it. */
export type CodeReader = { detect: (image: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type OfBrowser = { BarcodeDetector?: new () => CodeReader }

/**
 * Reads bar codes and QR codes in a picture. Chrome on Android, ChromeOS and macOS does it by itself. For the others, iPhones among them, the shop sends a
 * reader, about half a megabyte on the way, when the camera is used for the first time; the browser keeps it.
 */
export async function openCodeReader(): Promise<CodeReader> {
  const { BarcodeDetector: OfTheBrowser } = window as OfBrowser
  if (OfTheBrowser) return new OfTheBrowser()
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  const file = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href
  // Without this it asks a server of strangers, which our page policy refuses.
  await prepareZXingModule({ overrides: { locateFile: () => file }, fireImmediately: true })
  return new BarcodeDetector()
}
