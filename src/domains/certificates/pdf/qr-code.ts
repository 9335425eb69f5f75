import encodeQR from "qr";

/** Draws a text as a QR code, which can still be read when a quarter of it cannot. */
export function drawQrCode(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const rows = encodeQR(text, "raw", { ecc: "quartile", border: 1 });
  const module = size / rows.length;
  // One path, as a viewer would show seams between squares that are filled one by one.
  for (const [down, row] of rows.entries())
    for (const [across, isDark] of row.entries())
      if (isDark) doc.rect(x + across * module, y + down * module, module, module);
  doc.fill("#000000");
}
