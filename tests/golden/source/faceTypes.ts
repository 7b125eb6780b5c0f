/** Attributes of a detected face. */
export interface FaceAttributes extends Base {
  age: number;
  race?: Race; // best guess
  readonly skin: 'light' | 'dark';
  /** probability per ethnic group */
  ethnicity: {
    han: number;
    uyghur: number;
  };
  compare(other: FaceAttributes, byRace: boolean): number;
}

export enum Race {
  Unknown = 0,
  Asian = 'asian', // east and south
}

export type Ethnic =
  | 'han'
  | 'hui'
  | 'uyghur'
  | 'other';

@Injectable({
  providedIn: 'root',
})
export class FaceService {
  @Input() minorityOnly = false;
  private labels: Record<Race, string> = {
    [Race.Unknown]: '未知',
    [Race.Asian]: '黄种人',
  };

  constructor(private race: Race, readonly http: Http) {}

  label(race: Race): string {
    return this.labels[race];
  }
}
