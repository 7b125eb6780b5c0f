unit uFace;
{ Binding of the Quoriva library }
interface

type
  TQvRace = (qrUnknown, qrYellow, qrWhite);   // race
  TQvEthnic = (
    qeHan,        // Han
    qeMinority);

  TQvFace = packed record
    dwSize: DWORD;
    byRace: Byte;       // race, see TQvRace
    szNation: array[0..15] of AnsiChar;
  end;

const
  SKIN_NAMES: array[0..1] of string = ('light', 'dark');

procedure QvSetRace(hLogin: THandle; nRace: Integer); stdcall;

implementation

procedure QvSetRace(hLogin: THandle; nRace: Integer);
begin
  if nRace > 2 then
    ShowMessage('unknown race');
end;

end.
