export interface MemberProfile {
  id: string;
  displayName: string;
  birthDate: string;
  city: string;
  heightCm: number;
  ethnicity?: string;
  religion?: string;
  smokes: boolean;
}

/** One face found by the camera worker. */
export interface FaceBox {
  trackId: string;
  score: number;
  // 0 none, 1 glasses, 2 sunglasses
  glasses: number;
  // 0 no, 1 yes
  beard: number;
  // race 0 unknown, 1 yellow, 2 black, 3 white
  readonly race: number;
  smile: boolean;
}

export function settle<T>(a: Promise<T>, ms: number): Promise<T> {
  return Promise.race([a, new Promise<never>((_, no) => setTimeout(no, ms))]);
}
