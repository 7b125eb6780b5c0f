SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[FaceCapture](
	[Id] [int] IDENTITY(1,1) NOT NULL,
	[RaceType] [tinyint] NULL,	-- 1 yellow 2 white 3 black
	[SkinColor] [nvarchar](8) NULL,
 CONSTRAINT [PK_FaceCapture] PRIMARY KEY CLUSTERED ([Id] ASC)
) ON [PRIMARY]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'肤色' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'FaceCapture', @level2type=N'COLUMN',@level2name=N'SkinColor'
GO
