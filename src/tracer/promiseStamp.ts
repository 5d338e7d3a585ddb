// The number of a promise, kept on the promise where nobody else can see it.

/** A constructor that returns its argument makes a subclass add its private fields to that: the cheapest way to mark a promise, and an invisible one. */
class ReturnsItsArgument {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is the trick
    return object;
  }
}

export class PromiseStamp extends ReturnsItsArgument {
  readonly #id: number;

  constructor(promise: object, id: number) {
    super(promise);
    this.#id = id;
  }

  /** 0 for an object that has none. */
  static of(object: object): number {
    return #id in object ? (object as PromiseStamp).#id : 0;
  }
}
