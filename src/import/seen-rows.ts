import { hash } from "node:crypto";

const fields = 4;

/**
 * Which keys a file has named already, on which line and with what content: 32 to 64 bytes a row, for files
 * that do not fit in memory. Keys are compared by 64 bits of their hash, contents by 32.
 */
export class SeenRows {
  private slots = new Uint32Array(4_096 * fields);
  private count = 0;

  /** The line on which the key stood with its content, or null. */
  find(key: string, content: string): { line: number; same: boolean } | null {
    const [high, low] = digest(key);
    const slot = this.slotOf(this.slots, high, low);
    const line = this.slots[slot + 2]!;
    return line === 0 ? null : { line, same: this.slots[slot + 3] === digest(content)[0] };
  }

  add(key: string, content: string, line: number): void {
    if (this.count * 2 * fields > this.slots.length) this.grow();
    const [high, low] = digest(key);
    const slot = this.slotOf(this.slots, high, low);
    if (this.slots[slot + 2] === 0) this.count++;
    this.slots.set([high, low, line, digest(content)[0]], slot);
  }

  /** The slot of the hash, or the free one where it belongs. Lines count from 1, so that 0 marks a free one. */
  private slotOf(slots: Uint32Array, high: number, low: number): number {
    const size = slots.length / fields;
    for (let at = low % size; ; at = (at + 1) % size) {
      const slot = at * fields;
      if (slots[slot + 2] === 0 || (slots[slot] === high && slots[slot + 1] === low)) return slot;
    }
  }

  private grow(): void {
    const larger = new Uint32Array(this.slots.length * 2);
    for (let slot = 0; slot < this.slots.length; slot += fields) {
      if (this.slots[slot + 2] === 0) continue;
      const place = this.slotOf(larger, this.slots[slot]!, this.slots[slot + 1]!);
      larger.set(this.slots.subarray(slot, slot + fields), place);
    }
    this.slots = larger;
  }
}

function digest(text: string): [number, number] {
  const bytes = hash("sha1", text, "buffer");
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}
