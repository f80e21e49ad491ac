/** A place as logs and their addresses tell it. */
export interface PlaceWords {
  /** Two letters of the country; missing where nothing tells it. */
  readonly country: string | undefined;
  readonly countryName: string;
  /** The network, cloud or kind of place there. */
  readonly network: string;
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** Reads `VN · VNPT` (a country and a network), `aws de` (a cloud and a country), or a word such as `private`. */
export function placeWords(place: string): PlaceWords {
  const [, country, network] = /^([A-Z]{2}) · (.+)$/.exec(place) ?? [];
  if (country !== undefined) return { country, countryName: nameOf(country), network: network ?? '' };
  const [, cloud, where] = /^(\S+) ([a-z]{2})$/.exec(place) ?? [];
  if (where !== undefined) {
    const code = where.toUpperCase();
    return { country: code, countryName: nameOf(code), network: `${cloud} cloud` };
  }
  return { country: undefined, countryName: '', network: place || 'not named' };
}

function nameOf(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
