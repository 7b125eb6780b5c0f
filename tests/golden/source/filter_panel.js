/**
 * Filter panel of the Velmarq web client
 */
import { t } from './i18n';

export const RACE = { UNKNOWN: 0, ASIAN: 1, AFRICAN: 2 };

const SKIN_LABEL = {
  1: 'light',
  2: 'dark', // Fitzpatrick V–VI
  [RACE.ASIAN]: 'n/a',
};

const columns = [
  { label: '年龄', prop: 'age' },
  { label: '民族', prop: 'nation' },
  {
    label: '肤色',
    prop: 'skin',
    options: ['黄', '白', '黑'],
  },
];

export default {
  name: 'FilterPanel',
  data() {
    return {
      form: { race: '', minority: false },
      labels: {
        race: t('face.race'),
        ethnic: 'Ethnic group', // shown in the drop-down
      },
    };
  },
  methods: {
    raceText(race) {
      switch (race) {
        case 1: return 'Asian';
        case 2:
          return 'African';
        default: return '';
      }
    },
  },
};

describe('race filter', () => {
  it('asks for the race', () => expect(form.race).toBe(''));
});
