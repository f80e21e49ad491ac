import { PermissionSet } from '../model/permission-set.ts';

/** SQL for an array of permission numbers as text: a tenth of the time that a list of numbers takes to read. */
export function idsText(array: string): string {
  return `base64Encode(reinterpret(${array}, 'String'))`;
}

/** Gives the numbers back: four bytes each, the lowest first. */
export function setFrom(text: string): PermissionSet {
  if (text === '') return PermissionSet.empty;
  const { buffer, byteOffset, byteLength } = Buffer.from(text, 'base64');
  // Where the buffer begins is no matter to numbers of four bytes only in a copy.
  return PermissionSet.of(new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength)));
}
