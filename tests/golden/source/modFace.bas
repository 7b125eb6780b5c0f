Attribute VB_Name = "modFace"
Option Explicit

' 人种
Public Const RACE_YELLOW = 1        ' 黄
Public Const RACE_WHITE = 2         ' 白

Public Type FACE_ATTR
    bAge As Byte
    bRace As Byte       'race, see RACE_xxx
    sNation As String * 16
End Type

Public Sub ShowFace(f As FACE_ATTR)
    ' show what was recognised
    Debug.Print "Race: "; f.bRace
    MsgBox "Skin " & _
        f.bSkin
End Sub
