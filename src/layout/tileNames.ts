// The names that a tile uses, each once.

export class TileNames {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  /** Place in {@link list} of a name. */
  placeOf(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.list.push(name) - 1;
      this.#places.set(name, place);
    }
    return place;
  }
}
