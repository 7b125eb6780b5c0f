Imports System.Runtime.InteropServices

Public Enum VK_SKIN_TYPE
    VK_SKIN_UNKNOWN = 0
    VK_SKIN_YELLOW = 1   ' yellow
    VK_SKIN_WHITE = 2    ' white
    VK_SKIN_BLACK = 3    ' black
End Enum

Public Enum VK_PLATE_COLOR
    VK_PLATE_YELLOW = 1
    VK_PLATE_WHITE = 2
    VK_PLATE_BLACK = 3
End Enum

<StructLayout(LayoutKind.Sequential)> _
Public Structure VK_HUMAN_ATTR
    Public nAge As Integer
    Public nSex As Integer
    Public nGlasses As Integer
    Public emSkin As VK_SKIN_TYPE
    Public nHairStyle As Integer
End Structure

<StructLayout(LayoutKind.Sequential)> _
Public Structure VK_IDCARD
    Public szName As String
    Public szNation As String   ' printed on the card
    Public szAddress As String
End Structure
