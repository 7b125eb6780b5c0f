namespace Velmarq.Client;

public partial class SearchForm : Form
{
    /* 检索条件
       1 人种
       2 肤色 */
    private void InitializeComponent()
    {
        this.lblRace = new Label();
        this.lblRace.Text = "人种";
        this.cmbRace.Items.AddRange(new object[] {
            "全部",
            "黄种人",
            "白种人",
            "黑种人"});
        this.chkMinority.Text = "\u5c11\u6570\u6c11\u65cf";
        this.Controls.Add(this.lblRace);
    }

    public event EventHandler<RaceEventArgs> RaceChanged;

#region filter
    // race condition: the list may still be loading
    private void OnFilter(object sender, EventArgs e)
    {
        if (_loading) return;
        Filter(f => f.Race == Selected,
               "by race");
    }
#endregion
}
