import React from 'react';

type Props = { race: string; skin?: string };

// one card of the result list
export const ResultCard = ({ race, skin }: Props) => (
  <div className="card">
    <Label title="Race">Ethnicity</Label>
    <span>{race}</span>
    {/* skin tone is only shown to administrators */}
    <p>
      Skin colour of the person in the snapshot
    </p>
  </div>
);
