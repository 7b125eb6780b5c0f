' Binding of the Darvello network library
Imports System.Runtime.InteropServices

Namespace Darvello
    ''' <summary>Race of a face</summary>
    Public Enum FaceRace As Byte
        Unknown = 0
        Yellow = 1      ' yellow race
        <Description("white race")>
        White = 2
    End Enum

    <StructLayout(LayoutKind.Sequential)> _
    Public Structure FaceInfo
        Public Age As Byte
        Public Race As FaceRace         ' see FaceRace
        <VBFixedString(16)> Public Nation As String
        Public Const EthnicKey As String = "ethnic"
    End Structure

    Public Class Search
        Public Property Minority As Boolean = False     ' minority only

        Public Function RaceLabel(ByVal race As FaceRace) As String
            Select Case race
                Case FaceRace.Yellow : Return "Asian"
                Case Else
                    Return "unknown"
            End Select
            lblRace.Text = "Race / skin colour"
        End Function

        Private Declare Function DV_SetRace Lib "darvello.dll" (ByVal race As Integer) As Boolean
    End Class
End Namespace
