/** Reads barcodes out of pictures. The decoder is our own copy, fetched from this server when first needed. */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

const OPTIONS: ReaderOptions = {
  formats: ["QRCode", "MicroQRCode", "DataMatrix", "Code128", "Code39", "EAN13", "EAN8", "ITF", "PDF417", "Aztec"],
  tryHarder: true,
  maxNumberOfSymbols: 4,
  textMode: "Plain",
};

prepareZXingModule({ overrides: { locateFile: () => wasm } });

/** The texts in a picture; one of a GS1 symbol keeps the mark by which it is known (`]d2…`). */
export async function decode(picture: ImageData | Blob): Promise<string[]> {
  const found = await readBarcodes(picture, OPTIONS);
  return found
    .filter((each) => each.isValid && each.text !== "")
    .map((each) => (each.contentType === "GS1" ? each.symbologyIdentifier + each.text : each.text));
}
